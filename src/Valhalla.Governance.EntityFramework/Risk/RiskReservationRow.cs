namespace Valhalla.Governance.EntityFramework.Risk;

/// <summary>A row of <c>risk_reservation</c>. Amounts are counts of 1/10 000 of the currency unit.</summary>
internal sealed class RiskReservationRow
{
    public Guid Id { get; set; }

    public string Engine { get; set; } = "";

    public long Amount { get; set; }

    public long Open { get; set; }

    public long Settled { get; set; }

    public long Released { get; set; }

    public long Expired { get; set; }

    public long RealizedLoss { get; set; }

    public long RealizedProfit { get; set; }

    public string Status { get; set; } = "";

    public DateOnly Day { get; set; }

    public string Actor { get; set; } = "";

    public string? CorrelationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public RiskReservation ToReservation() => new()
    {
        Id = new ReservationId(Id),
        Engine = new EngineName(Engine),
        Amount = Money.FromUnits(Amount),
        Open = Money.FromUnits(Open),
        Settled = Money.FromUnits(Settled),
        Released = Money.FromUnits(Released),
        Expired = Money.FromUnits(Expired),
        RealizedLoss = Money.FromUnits(RealizedLoss),
        RealizedProfit = Money.FromUnits(RealizedProfit),
        Status = StoredNames.Read<ReservationStatus>(Status),
        Day = Day,
        Actor = Actor,
        CorrelationId = CorrelationId,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        ClosedAt = ClosedAt,
    };
}
