using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <inheritdoc cref="IContactCalendars" />
internal sealed class ContactCalendars(OperationsPolicyState policies, ContactTimeZones zones) : IContactCalendars
{
    public async ValueTask<ContactCalendar> GetAsync(
        ProvinceCode province, MarketName? market, CancellationToken cancellationToken)
    {
        var current = await policies.GetAsync(cancellationToken).ConfigureAwait(false);
        return Of(MarketPolicyRules.Effective(current, province, market));
    }

    /// <summary>The calendar of a policy.</summary>
    public ContactCalendar Of(MarketPolicy policy) => new(
        [.. MarketPolicyRules.ZonesOf(policy).Select(zones.Get)],
        policy.Windows,
        date => StatutoryHolidays.IsClosed(policy.Province, date));
}
