using NodaTime;
using NodaTime.Extensions;
using Valhalla.Governance.Operations.Policies;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <inheritdoc cref="IMarketPolicies" />
internal sealed class MarketPolicies(
    OperationsPolicyState policies,
    ContactCalendars calendars,
    ContactTimeZones zones,
    IKpiEmitter kpi,
    MarketPolicyMetrics metrics,
    IStoreClock clock) : IMarketPolicies
{
    private const int FirstYear = 1970;
    private const int LastYear = 2199;

    private static readonly DomainName KpiDomain = new("MARKET_POLICY");
    private static readonly MetricName ContactCheck = new("contact_check");

    public async ValueTask<IReadOnlyList<MarketPolicy>> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var current = await policies.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. current.MarketPolicies.Values.OrderBy(p => p.Province).ThenBy(p => p.Market)];
    }

    public async ValueTask<MarketPolicy> UpsertPolicyAsync(
        MarketPolicyChange change, CancellationToken cancellationToken)
    {
        MarketPolicyRules.Validate(change);
        var changed = await policies.CommitAsync(
            (current, now) => MarketPolicyRules.Upsert(current, change, now), cancellationToken)
            .ConfigureAwait(false);
        return changed.MarketPolicies[new MarketKey(change.Province, change.Market)];
    }

    public async ValueTask<EffectiveMarketPolicy> GetEffectiveAsync(
        ProvinceCode province, MarketName? market, CancellationToken cancellationToken)
    {
        MarketPolicyRules.Require(province, nameof(province));
        var current = await policies.GetAsync(cancellationToken).ConfigureAwait(false);
        var policy = MarketPolicyRules.Effective(current, province, market);
        return new EffectiveMarketPolicy(policy, MarketPolicyRules.ZonesOf(policy), zones.DataVersion);
    }

    public async ValueTask<ContactResult> CanContactAsync(
        ContactRequest request, CancellationToken cancellationToken)
    {
        Validate(request);
        var effective = await GetEffectiveAsync(request.Province, request.Market, cancellationToken)
            .ConfigureAwait(false);
        var result = Decide(request, effective);
        Record(request, result);
        return result;
    }

    private void Record(ContactRequest request, ContactResult result)
    {
        metrics.Checked(request, result.Status);
        kpi.Emit(new KpiEvent
        {
            Domain = KpiDomain,
            Metric = ContactCheck,
            Success = result.Ok,
            DetailJson = ContactCheckDetail.Of(request, result.Status).Json,
        });
    }

    private ContactResult Decide(ContactRequest request, EffectiveMarketPolicy effective)
    {
        if (MarketPolicyRules.Refuse(effective.Policy, request) is { } refused)
        {
            return new ContactResult(refused, null, effective);
        }

        var calendar = calendars.Of(effective.Policy);
        var (status, from) = request.RecipientTime is { } shown
            ? JudgeRecipientTime(effective.Policy, calendar, shown)
            : Judge(calendar, (request.At ?? clock.Now).ToInstant());
        return new ContactResult(
            status,
            status == ContactStatus.Allowed ? null : calendar.NextOpen(from)?.ToDateTimeOffset(),
            effective);
    }

    private static (ContactStatus Status, Instant From) Judge(ContactCalendar calendar, Instant at) => (
        calendar.IsOpen(at) ? ContactStatus.Allowed
            : calendar.IsClosedDay(at) ? ContactStatus.Holiday
            : ContactStatus.OutsideWindow,
        at);

    /// <summary>
    /// The recipient's clock is known, so their zone does not matter; only the next allowed time depends on it, and
    /// begins when the first of the zones shows that time.
    /// </summary>
    private (ContactStatus Status, Instant From) JudgeRecipientTime(
        MarketPolicy policy, ContactCalendar calendar, RecipientTime shown)
    {
        var today = clock.Now.ToInstant().InZone(calendar.Zones[0]).Date;
        var weekday = shown.Weekday.ToIsoDayOfWeek();
        var local = (today.DayOfWeek == weekday ? today : today.Next(weekday))
            .At(LocalTime.FromTimeOnly(shown.Time));
        var status = StatutoryHolidays.IsClosed(policy.Province, local.Date) ? ContactStatus.Holiday
            : policy.Windows.Contains(shown.Weekday, shown.Time) ? ContactStatus.Allowed
            : ContactStatus.OutsideWindow;
        return (status, calendar.Zones.Min(zone => zone.AtLeniently(local).ToInstant()));
    }

    private static void Validate(ContactRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        MarketPolicyRules.Require(request.Province, nameof(request));
        if (!Enum.IsDefined(request.Channel))
        {
            throw new ArgumentException("The channel is Sms or Call.", nameof(request));
        }

        if (request.LeadScore is < 0 or > 100)
        {
            throw new ArgumentException("The lead score is from 0 to 100.", nameof(request));
        }

        if (request is { At: not null, RecipientTime: not null })
        {
            throw new ArgumentException("Give an instant or the recipient's time, not both.", nameof(request));
        }

        if (request.At is { } at && at.UtcDateTime.Year is < FirstYear or > LastYear)
        {
            throw new ArgumentException($"The year is from {FirstYear} to {LastYear}.", nameof(request));
        }
    }
}
