namespace Valhalla.Governance.Risk;

/// <summary>The settings that decisions depend on, resolved once at start.</summary>
/// <param name="TimeZone">In which calendar a ledger day is a day.</param>
/// <param name="WarningBasisPoints">The share of a cap at which a warning is written.</param>
/// <param name="RequiresGoLive">Whether nothing is reserved while go-live is not enabled.</param>
internal sealed record RiskTerms(TimeZoneInfo TimeZone, int WarningBasisPoints, bool RequiresGoLive = false)
{
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);
}
