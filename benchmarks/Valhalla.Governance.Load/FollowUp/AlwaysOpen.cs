using NodaTime;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Load.FollowUp;

/// <summary>Windows that never close, so that a run does not depend on the time of day.</summary>
internal sealed class AlwaysOpen : IContactCalendars
{
    private static readonly ContactCalendar Calendar = new(
        [DateTimeZone.Utc], new ContactWindows(_ => [new ContactWindow(0, 24 * 60)]), _ => false);

    public ValueTask<ContactCalendar> GetAsync(
        ProvinceCode province, MarketName? market, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Calendar);
}
