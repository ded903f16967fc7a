using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>What the tripwire and the KPI store show.</summary>
internal static class RegressionReads
{
    public static async ValueTask<Answer> ListPoliciesAsync(EndpointCall call)
    {
        var policies = await call.Get<IRegressionTripwire>().GetPoliciesAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<RegressionPolicyBody>>(
            [.. policies.Select(RegressionShapes.Of)], WireJson.Context.RegressionPolicies);
    }

    public static async ValueTask<Answer> ListStatesAsync(EndpointCall call)
    {
        var states = await call.Get<IRegressionTripwire>().GetStatesAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<RegressionStateBody>>(
            [.. states.Select(RegressionShapes.Of)], WireJson.Context.RegressionStates);
    }

    public static async ValueTask<Answer> GetSnapshotAsync(EndpointCall call)
    {
        var tripwire = call.Get<IRegressionTripwire>();
        var policies = await tripwire.GetPoliciesAsync(call.Aborted).ConfigureAwait(false);
        var states = (await tripwire.GetStatesAsync(call.Aborted).ConfigureAwait(false))
            .ToDictionary(static s => s.Series);
        return Answer.Json(
            new RegressionSnapshotBody
            {
                Tripwires =
                [
                    .. policies.Select(p => new TripwireBody
                    {
                        Policy = RegressionShapes.Of(p),
                        State = states.TryGetValue(p.Series, out var state) ? RegressionShapes.Of(state) : null,
                    }),
                ],
            },
            WireJson.Context.RegressionSnapshotBody);
    }

    public static async ValueTask<Answer> ListEventsAsync(EndpointCall call)
    {
        var query = new KpiQuery
        {
            Domain = call.Errors.OptionalDomain("domain", call.Query("domain")),
            Metric = call.Errors.OptionalMetric("metric", call.Query("metric")),
            CorrelationId = call.CorrelationId(call.Query("correlation_id")),
            BeforeId = PageCursor.ReadId(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var rows = await call.Get<IKpiEmitter>().ListAsync(query, call.Aborted).ConfigureAwait(false);
        var lastId = rows.Count == 0 ? null : PageCursor.IdText(rows[^1].Id);
        return Answer.Page<IReadOnlyList<KpiEventBody>>(
            [.. rows.Select(RegressionShapes.Of)],
            WireJson.Context.KpiEvents,
            PageCursor.NextQuery(call, rows.Count, query.Limit, lastId));
    }
}
