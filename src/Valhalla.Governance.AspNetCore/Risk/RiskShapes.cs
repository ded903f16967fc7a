using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>Domain values of the risk guard in the shapes of the wire.</summary>
internal static class RiskShapes
{
    private const decimal BasisPoints = 10_000m;

    public static RiskPolicyBody Of(RiskPolicy policy) => new()
    {
        Engine = policy.Engine.Value,
        Enabled = policy.Enabled,
        MaxDailyLoss = policy.MaxDailyLoss.ToDecimal(),
        MaxDailyExposure = policy.MaxDailyExposure.ToDecimal(),
        MaxOpenReserved = policy.MaxOpenReserved?.ToDecimal(),
        WorstCaseLossFraction = policy.WorstCaseLossBasisPoints / BasisPoints,
        Reason = policy.Reason,
        ChangedBy = policy.ChangedBy,
        UpdatedAt = policy.UpdatedAt,
        Version = policy.Version,
    };

    public static LedgerDayBody Of(RiskLedgerDay day) => new()
    {
        Day = day.Day,
        Engine = day.Engine.Value,
        ExposureUsed = day.ExposureUsed.ToDecimal(),
        OpenRiskReserved = day.OpenRiskReserved.ToDecimal(),
        RealizedLoss = day.RealizedLoss.ToDecimal(),
        RealizedProfit = day.RealizedProfit.ToDecimal(),
        CurrentNetLoss = day.CurrentNetLoss.ToDecimal(),
        Reservations = day.Reservations,
        Denials = day.Denials,
        HaltedAt = day.HaltedAt,
    };

    public static RiskEngineBody Of(RiskEngineSnapshot engine) => new()
    {
        Engine = engine.Policy.Engine.Value,
        Enabled = engine.Policy.Enabled,
        Reason = engine.Policy.Reason,
        CurrentNetLoss = engine.Ledger.CurrentNetLoss.ToDecimal(),
        DailyLimit = engine.Policy.MaxDailyLoss.ToDecimal(),
        ExposureUsed = engine.Ledger.ExposureUsed.ToDecimal(),
        ExposureLimit = engine.Policy.MaxDailyExposure.ToDecimal(),
        ExposureRemaining = Math.Max(
            0, engine.Policy.MaxDailyExposure.ToDecimal() - engine.Ledger.ExposureUsed.ToDecimal()),
        OpenRiskReserved = engine.Ledger.OpenRiskReserved.ToDecimal(),
        OpenLimit = engine.Policy.MaxOpenReserved?.ToDecimal(),
        RealizedLoss = engine.Ledger.RealizedLoss.ToDecimal(),
        RealizedProfit = engine.Ledger.RealizedProfit.ToDecimal(),
        Reservations = engine.Ledger.Reservations,
        Denials = engine.Ledger.Denials,
        HaltedAt = engine.Ledger.HaltedAt,
    };

    public static ViolationBody Of(LimitViolation violation) => new()
    {
        Scope = violation.Scope.Value,
        Limit = WireNames.Of(violation.Limit),
        Cap = violation.Cap.ToDecimal(),
        Used = violation.Used.ToDecimal(),
        Requested = violation.Requested.ToDecimal(),
        Shortfall = violation.Shortfall.ToDecimal(),
    };

    public static ReserveAnswer Of(ReserveResult result, ReserveRequest request) => new()
    {
        Ok = result.IsGranted,
        Reason = result.IsGranted ? null : WireNames.Of(result.Status),
        Engine = result.Engine.Value,
        Amount = result.Amount.ToDecimal(),
        ReservationId = result.ReservationId?.ToString(),
        Reserved = result.ReservationId is not null,
        DeniedBy = result.DeniedBy?.Value,
        Violations = [.. result.Violations.Select(Of)],
        IdempotentReplay = result.IsReplay,
        CorrelationId = request.CorrelationId,
    };

    public static SettleAnswer Of(SettleResult result) => new()
    {
        Ok = result.IsBooked,
        ReservationId = result.Reservations.Count == 1 ? result.Reservations[0].ToString() : null,
        Reservations = [.. result.Reservations.Select(static id => id.ToString())],
        Amount = result.Amount.ToDecimal(),
        StillOpen = result.StillOpen.ToDecimal(),
        Overrun = result.IsOverrun,
        Late = result.IsLate,
        IdempotentReplay = result.IsReplay,
    };

    public static ReservationBody Of(RiskReservation reservation) => new()
    {
        Id = reservation.Id.ToString(),
        Engine = reservation.Engine.Value,
        Status = WireNames.Of(reservation.Status),
        Amount = reservation.Amount.ToDecimal(),
        Open = reservation.Open.ToDecimal(),
        Settled = reservation.Settled.ToDecimal(),
        Released = reservation.Released.ToDecimal(),
        Expired = reservation.Expired.ToDecimal(),
        RealizedLoss = reservation.RealizedLoss.ToDecimal(),
        RealizedProfit = reservation.RealizedProfit.ToDecimal(),
        Day = reservation.Day,
        Actor = reservation.Actor,
        CorrelationId = reservation.CorrelationId,
        CreatedAt = reservation.CreatedAt,
        ExpiresAt = reservation.ExpiresAt,
        ClosedAt = reservation.ClosedAt,
    };

    public static RiskEventBody Of(RiskEvent riskEvent) => new()
    {
        Id = riskEvent.Id,
        Kind = WireNames.Of(riskEvent.Kind),
        Engine = riskEvent.Engine.Value,
        Day = riskEvent.Day,
        Amount = riskEvent.Amount.ToDecimal(),
        ExposureDelta = riskEvent.ExposureDelta.ToDecimal(),
        OpenDelta = riskEvent.OpenDelta.ToDecimal(),
        RealizedLoss = riskEvent.RealizedLoss.ToDecimal(),
        RealizedProfit = riskEvent.RealizedProfit.ToDecimal(),
        ReservationId = riskEvent.ReservationId?.ToString(),
        Reason = riskEvent.Reason,
        Detail = RawJson.Read(riskEvent.DetailJson),
        Actor = riskEvent.Actor,
        CorrelationId = riskEvent.CorrelationId,
        CreatedAt = riskEvent.CreatedAt,
    };
}
