namespace Valhalla.Governance.Testing.Ledger;

/// <summary>A row of <c>risk_event</c>; amounts are counts of 1/10 000 of the currency unit.</summary>
public sealed record JournalRow(
    long Id,
    string Kind,
    string Engine,
    string Day,
    long Amount,
    long ExposureDelta,
    long OpenDelta,
    long RealizedLoss,
    long RealizedProfit,
    Guid? ReservationId,
    string? Reason,
    string? CorrelationId);
