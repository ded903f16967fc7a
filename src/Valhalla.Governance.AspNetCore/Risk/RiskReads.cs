using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>What the risk guard shows.</summary>
internal static class RiskReads
{
    public static async ValueTask<Answer> ListPoliciesAsync(EndpointCall call)
    {
        var policies = await call.Get<IRiskGuard>().GetPoliciesAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<RiskPolicyBody>>(
            [.. policies.Select(RiskShapes.Of)], WireJson.Context.RiskPolicies);
    }

    public static async ValueTask<Answer> GetLedgerAsync(EndpointCall call)
    {
        var snapshot = await call.Get<IRiskGuard>().GetSnapshotAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<LedgerDayBody>>(
            [.. snapshot.Engines.Select(static e => RiskShapes.Of(e.Ledger))], WireJson.Context.LedgerDays);
    }

    public static async ValueTask<Answer> GetSnapshotAsync(EndpointCall call)
    {
        var snapshot = await call.Get<IRiskGuard>().GetSnapshotAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new RiskSnapshotBody { Day = snapshot.Day, Engines = [.. snapshot.Engines.Select(RiskShapes.Of)] },
            WireJson.Context.RiskSnapshotBody);
    }

    public static async ValueTask<Answer> ListReservationsAsync(EndpointCall call)
    {
        var query = new ReservationQuery
        {
            Engine = call.Errors.OptionalEngine("engine", call.Query("engine")),
            Status = call.Errors.Choice<ReservationStatus>("status", call.Query("status")),
            CorrelationId = call.CorrelationId(call.Query("correlation_id")),
            Before = PageCursor.ReadReservation(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var rows = await call.Get<IRiskGuard>().ListReservationsAsync(query, call.Aborted).ConfigureAwait(false);
        var lastId = rows.Count == 0 ? null : rows[^1].Id.ToString();
        return Answer.Page<IReadOnlyList<ReservationBody>>(
            [.. rows.Select(RiskShapes.Of)],
            WireJson.Context.Reservations,
            PageCursor.NextQuery(call, rows.Count, query.Limit, lastId));
    }

    public static async ValueTask<Answer> GetReservationAsync(EndpointCall call)
    {
        var reservation = ReservationId.TryParse(call.Route("id"), out var id)
            ? await call.Get<IRiskGuard>().FindReservationAsync(id, call.Aborted).ConfigureAwait(false)
            : null;
        return reservation is null
            ? Refusals.NotFound("There is no such reservation. List them at governance/risk/reservations.")
            : Answer.Json(RiskShapes.Of(reservation), WireJson.Context.ReservationBody);
    }

    public static async ValueTask<Answer> ListEventsAsync(EndpointCall call)
    {
        var query = new RiskEventQuery
        {
            Engine = call.Errors.OptionalEngine("engine", call.Query("engine")),
            Kind = call.Errors.Choice<RiskEventKind>("kind", call.Query("kind")),
            CorrelationId = call.CorrelationId(call.Query("correlation_id")),
            ReservationId = call.Errors.OptionalReservation("reservation_id", call.Query("reservation_id")),
            BeforeId = PageCursor.ReadId(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var rows = await call.Get<IRiskGuard>().ListEventsAsync(query, call.Aborted).ConfigureAwait(false);
        var lastId = rows.Count == 0 ? null : PageCursor.IdText(rows[^1].Id);
        return Answer.Page<IReadOnlyList<RiskEventBody>>(
            [.. rows.Select(RiskShapes.Of)],
            WireJson.Context.RiskEvents,
            PageCursor.NextQuery(call, rows.Count, query.Limit, lastId));
    }
}
