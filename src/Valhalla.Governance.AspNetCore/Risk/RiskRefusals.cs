using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>What a caller is told whom the risk guard refused.</summary>
internal static class RiskRefusals
{
    public static string Explain(ReserveResult result) => result.Status switch
    {
        ReserveStatus.PolicyMissing =>
            $"There is no risk policy for {result.DeniedBy ?? result.Engine}. "
            + "Create one at governance/risk/policies/upsert, or with `valhalla risk policies set`.",
        ReserveStatus.PolicyDisabled =>
            $"The risk policy of {result.DeniedBy ?? result.Engine} is disabled. "
            + "Its reason is at governance/risk/policies.",
        ReserveStatus.KillSwitchEngaged =>
            "The kill switch is engaged: nothing is reserved until it is released.",
        ReserveStatus.GoLiveDisabled =>
            "Go-live is not enabled, and this host reserves nothing without it (Valhalla:Risk:RequireGoLive).",
        ReserveStatus.WouldExceedPolicy =>
            "The amount does not fit under the caps. Ask for less; violations says by how much.",
        _ => "A newer version of the application refused it for a reason that this node does not know.",
    };

    /// <summary>The refusal of a reservation that was not granted.</summary>
    public static Answer Of(ReserveResult result) => OfKey(result.Status) ?? Answer.Refuse(new Problem
    {
        Status = Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict,
        Code = WireNames.Of(result.Status),
        Detail = Explain(result),
        DeniedBy = result.DeniedBy?.Value,
        Violations = [.. result.Violations.Select(RiskShapes.Of)],
        IdempotentReplay = result.IsReplay,
    });

    /// <summary>The refusal of an idempotency key; null when that is not why.</summary>
    public static Answer? OfKey(ReserveStatus status) => status switch
    {
        ReserveStatus.IdempotencyKeyReused => Refusals.KeyReused(),
        ReserveStatus.InFlight => Refusals.InFlight(),
        _ => null,
    };

    /// <summary>The refusal of a settlement or release; null when it is booked.</summary>
    public static Answer? Of(SettleStatus status) => status switch
    {
        SettleStatus.Booked => null,
        SettleStatus.IdempotencyKeyReused => Refusals.KeyReused(),
        SettleStatus.InFlight => Refusals.InFlight(),
        SettleStatus.ReservationUnknown => Answer.Refuse(
            Microsoft.AspNetCore.Http.StatusCodes.Status404NotFound,
            WireNames.Of(status),
            "There is no such open reservation. List them at governance/risk/reservations."),
        SettleStatus.ReservationClosed => Refusals.Conflict(
            WireNames.Of(status), "The reservation is closed already. Nothing was booked."),
        SettleStatus.AmountExceedsOpen => Refusals.Conflict(
            WireNames.Of(status), "More than is open cannot be settled or released. Nothing was booked."),
        SettleStatus.AmountOverflow => Refusals.Conflict(
            WireNames.Of(status), "The day's totals would pass what can be counted. Nothing was booked."),
        _ => Refusals.Conflict(
            WireNames.Of(status), "A newer version of the application answered in a way that this node does not know."),
    };
}
