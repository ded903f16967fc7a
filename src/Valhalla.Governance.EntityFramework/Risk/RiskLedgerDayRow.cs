namespace Valhalla.Governance.EntityFramework.Risk;

/// <summary>A row of <c>risk_ledger_day</c>. Amounts are counts of 1/10 000 of the currency unit.</summary>
internal sealed class RiskLedgerDayRow
{
    public DateOnly Day { get; set; }

    public string Engine { get; set; } = "";

    public long ExposureUsed { get; set; }

    public long OpenRiskReserved { get; set; }

    public long RealizedLoss { get; set; }

    public long RealizedProfit { get; set; }

    public long Reservations { get; set; }

    public long Denials { get; set; }

    public DateTimeOffset? HaltedAt { get; set; }

    public RiskLedgerDay ToDay() => new()
    {
        Engine = new EngineName(Engine),
        Day = Day,
        ExposureUsed = Money.FromUnits(ExposureUsed),
        OpenRiskReserved = Money.FromUnits(OpenRiskReserved),
        RealizedLoss = Money.FromUnits(RealizedLoss),
        RealizedProfit = Money.FromUnits(RealizedProfit),
        Reservations = Reservations,
        Denials = Denials,
        HaltedAt = HaltedAt,
    };
}
