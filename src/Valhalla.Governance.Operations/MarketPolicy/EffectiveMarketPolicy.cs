namespace Valhalla.Governance;

/// <summary>The policy that counts somewhere, with what it is computed with.</summary>
/// <param name="Policy">The policy; its market says whether it is the market's own or its province's.</param>
/// <param name="TimeZones">
/// The IANA time zones of the recipients: of several, all must be within the windows at once. The principal one is
/// first.
/// </param>
/// <param name="TimeZoneDataVersion">The release of the IANA time-zone database, such as <c>2026f</c>.</param>
public sealed record EffectiveMarketPolicy(
    MarketPolicy Policy, IReadOnlyList<string> TimeZones, string TimeZoneDataVersion)
{
    /// <summary>The IANA time zones of the recipients; the principal one is first.</summary>
    public IReadOnlyList<string> TimeZones
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(TimeZones);
}
