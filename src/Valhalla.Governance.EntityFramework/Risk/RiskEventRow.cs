namespace Valhalla.Governance.EntityFramework.Risk;

/// <summary>A row of <c>risk_event</c>, the journal. Amounts are counts of 1/10 000 of the currency unit.</summary>
internal sealed class RiskEventRow
{
    public long Id { get; set; }

    /// <summary>
    /// The random id of the batch that wrote it: shows after a lost connection whether it was committed.
    /// </summary>
    public long BatchId { get; set; }

    public string Kind { get; set; } = "";

    public string Engine { get; set; } = "";

    public DateOnly Day { get; set; }

    public long Amount { get; set; }

    public long ExposureDelta { get; set; }

    public long OpenDelta { get; set; }

    public long RealizedLoss { get; set; }

    public long RealizedProfit { get; set; }

    public Guid? ReservationId { get; set; }

    public string? Reason { get; set; }

    public string? Detail { get; set; }

    public string Actor { get; set; } = "";

    public string? CorrelationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public RiskEvent ToEvent() => new()
    {
        Id = Id,
        Kind = StoredNames.Read<RiskEventKind>(Kind),
        Engine = new EngineName(Engine),
        Day = Day,
        Amount = Money.FromUnits(Amount),
        ExposureDelta = Money.FromUnits(ExposureDelta),
        OpenDelta = Money.FromUnits(OpenDelta),
        RealizedLoss = Money.FromUnits(RealizedLoss),
        RealizedProfit = Money.FromUnits(RealizedProfit),
        ReservationId = ReservationId is { } id ? new ReservationId(id) : null,
        Reason = Reason,
        DetailJson = Detail,
        Actor = Actor,
        CorrelationId = CorrelationId,
        CreatedAt = CreatedAt,
    };
}
