using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>Tries a policy on the newest recorded events of its series.</summary>
internal static class RegressionBacktest
{
    private const int DefaultEvents = 5_000;
    private const int MaxEvents = 10_000;
    private const int PageSize = 1_000;

    public static async ValueTask<Answer> RunAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.BacktestBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var series = RegressionWrites.Series(errors, body.Domain, body.Metric);
        var window = PolicyFields.Window(errors, body.WindowEvents);
        var baseline = PolicyFields.Baseline(errors, body.BaselineEvents);
        var maxDrop = PolicyFields.MaxDrop(errors, body.MaxDrop);
        var action = errors.Choice<RegressionAction>("action", body.Action);
        var kind = errors.Choice<RegressionKind>("kind", body.Kind);
        var direction = errors.Choice<RegressionDirection>("direction", body.Direction);
        var evidence = errors.Choice<RegressionEvidence>("evidence", body.Evidence);
        var events = errors.Range("events", body.Events, 1, MaxEvents) ?? DefaultEvents;
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var tripwire = call.Get<IRegressionTripwire>();
        var stored = (await tripwire.GetPoliciesAsync(call.Aborted).ConfigureAwait(false))
            .FirstOrDefault(p => p.Series == series) ?? new RegressionPolicy { Series = series };
        var policy = stored with
        {
            Enabled = true,
            WindowEvents = window ?? stored.WindowEvents,
            BaselineEvents = baseline ?? stored.BaselineEvents,
            MaxDrop = maxDrop ?? stored.MaxDrop,
            Action = action ?? stored.Action,
            Kind = kind ?? stored.Kind,
            Direction = direction ?? stored.Direction,
            Evidence = evidence ?? stored.Evidence,
        };
        var history = await ReadHistoryAsync(call, series, events).ConfigureAwait(false);
        var result = tripwire.Backtest(policy, history);
        return Answer.Json(
            new BacktestAnswer
            {
                Ok = true,
                Domain = series.Domain.Value,
                Metric = series.Metric.Value,
                Events = result.Events,
                Firings = [.. result.Firings.Select(RegressionShapes.Of)],
            },
            WireJson.Context.BacktestAnswer);
    }

    /// <summary>The newest events of the series, oldest first.</summary>
    private static async ValueTask<List<KpiEvent>> ReadHistoryAsync(EndpointCall call, KpiSeries series, int limit)
    {
        var history = new List<KpiEvent>();
        long? before = null;
        while (history.Count < limit)
        {
            var query = new KpiQuery
            {
                Domain = series.Domain,
                Metric = series.Metric,
                BeforeId = before,
                Limit = Math.Min(PageSize, limit - history.Count),
            };
            var page = await call.Get<IKpiEmitter>().ListAsync(query, call.Aborted).ConfigureAwait(false);
            history.AddRange(page.Select(static r => r.Event));
            if (page.Count < query.Limit)
            {
                break;
            }

            before = page[^1].Id;
        }

        history.Reverse();
        return history;
    }
}
