namespace Valhalla.Governance.Testing.Ledger;

/// <summary>The totals of a day and an engine; amounts are counts of 1/10 000 of the currency unit.</summary>
public sealed record LedgerTotals(
    string Day,
    string Engine,
    long ExposureUsed,
    long OpenRiskReserved,
    long RealizedLoss,
    long RealizedProfit,
    long Reservations,
    long Denials)
{
    /// <summary>A day on which nothing happened yet.</summary>
    public static LedgerTotals Empty(string day, string engine) => new(day, engine, 0, 0, 0, 0, 0, 0);

    /// <summary>What the day is after one row of the journal.</summary>
    public LedgerTotals After(JournalRow row) => this with
    {
        ExposureUsed = ExposureUsed + row.ExposureDelta,
        OpenRiskReserved = OpenRiskReserved + row.OpenDelta,
        RealizedLoss = RealizedLoss + row.RealizedLoss,
        RealizedProfit = RealizedProfit + row.RealizedProfit,
        Reservations = Reservations + (row.Kind == "reserved" ? 1 : 0),
        Denials = Denials + (row.Kind == "denied" ? 1 : 0),
    };
}
