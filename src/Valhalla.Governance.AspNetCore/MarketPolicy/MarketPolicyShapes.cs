using System.Globalization;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>Domain values of market policies in the shapes of the wire.</summary>
internal static class MarketPolicyShapes
{
    private const int MinutesPerHour = 60;

    public static MarketPolicyBody Of(MarketPolicy policy) => new()
    {
        Province = policy.Province.Value,
        Market = policy.Market?.Value,
        Enabled = policy.Enabled,
        Windows = Of(policy.Windows),
        Channels = [.. policy.Channels.Select(WireNames.CapitalsOf)],
        MinLeadScore = policy.MinLeadScore,
        TimeZone = policy.TimeZone,
        Reason = policy.Reason,
        ChangedBy = policy.ChangedBy,
        UpdatedAt = policy.UpdatedAt,
        Version = policy.Version,
    };

    public static EffectiveMarketPolicyBody Of(
        EffectiveMarketPolicy effective, ProvinceCode province, MarketName? market) => new()
        {
            Province = province.Value,
            Market = market?.Value,
            Applied = AppliedOf(effective),
            Policy = Of(effective.Policy),
            TimeZones = effective.TimeZones,
            TimeZoneDataVersion = effective.TimeZoneDataVersion,
        };

    public static ContactAnswer Of(ContactResult result) => new()
    {
        Ok = result.Ok,
        Reason = result.Ok ? null : WireNames.Of(result.Status),
        NextAllowedAt = result.NextAllowedAt,
        Applied = AppliedOf(result.Effective),
        PolicyVersion = result.Effective.Policy.Version,
        TimeZones = result.Effective.TimeZones,
        TimeZoneDataVersion = result.Effective.TimeZoneDataVersion,
    };

    private static string AppliedOf(EffectiveMarketPolicy effective) =>
        effective.Policy.Market is null ? "province" : "market";

    private static WindowsBody Of(ContactWindows windows) => new()
    {
        Monday = Of(windows, DayOfWeek.Monday),
        Tuesday = Of(windows, DayOfWeek.Tuesday),
        Wednesday = Of(windows, DayOfWeek.Wednesday),
        Thursday = Of(windows, DayOfWeek.Thursday),
        Friday = Of(windows, DayOfWeek.Friday),
        Saturday = Of(windows, DayOfWeek.Saturday),
        Sunday = Of(windows, DayOfWeek.Sunday),
    };

    private static WindowBody[] Of(ContactWindows windows, DayOfWeek day) =>
    [
        .. windows.On(day).Select(window => new WindowBody
        {
            Opens = TimeOf(window.OpensAtMinute),
            Closes = TimeOf(window.ClosesAtMinute),
        }),
    ];

    private static string TimeOf(int minute) => string.Create(
        CultureInfo.InvariantCulture, $"{minute / MinutesPerHour:00}:{minute % MinutesPerHour:00}");
}
