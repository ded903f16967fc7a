namespace Valhalla.Governance.Risk;

/// <summary>The settings that decisions depend on, resolved once at start.</summary>
/// <param name="TimeZone">In which calendar a ledger day is a day.</param>
/// <param name="WarningBasisPoints">The share of a cap at which a warning is written.</param>
internal sealed record RiskTerms(TimeZoneInfo TimeZone, int WarningBasisPoints)
{
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);
}
