using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>What the tripwire is asked to do.</summary>
internal static class RegressionWrites
{
    public static async ValueTask<Answer> UpsertPolicyAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.RegressionPolicyUpsert).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var series = Series(errors, body.Domain, body.Metric);
        var author = call.Author(errors.Same("changed_by", body.ChangedBy, "actor", body.Actor));
        var change = new RegressionPolicyChange(series, author)
        {
            Enabled = body.Enabled,
            WindowEvents = PolicyFields.Window(errors, body.WindowEvents),
            BaselineEvents = PolicyFields.Baseline(errors, body.BaselineEvents),
            MaxDrop = PolicyFields.MaxDrop(errors, body.MaxDrop),
            Action = errors.Choice<RegressionAction>("action", body.Action),
            Kind = errors.Choice<RegressionKind>("kind", body.Kind),
            Direction = errors.Choice<RegressionDirection>("direction", body.Direction),
            Evidence = errors.Choice<RegressionEvidence>("evidence", body.Evidence),
            Reason = call.Reason(body.Reason),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var policy = await call.Get<IRegressionTripwire>().UpsertPolicyAsync(change, call.Aborted)
            .ConfigureAwait(false);
        return Answer.Json(
            new RegressionPolicyAnswer { Ok = true, Policy = RegressionShapes.Of(policy) },
            WireJson.Context.RegressionPolicyAnswer);
    }

    public static async ValueTask<Answer> EvaluateAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.EvaluateBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var series = Series(call.Errors, body.Domain, body.Metric);
        var author = call.Author(body.Actor);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var evaluation = await call.Get<IRegressionTripwire>().EvaluateAsync(series, author.Name, call.Aborted)
            .ConfigureAwait(false);
        return evaluation is null
            ? UnknownSeries(series)
            : Answer.Json(RegressionShapes.Of(evaluation), WireJson.Context.EvaluateAnswer);
    }

    public static async ValueTask<Answer> RearmAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.RearmBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var series = Series(call.Errors, body.Domain, body.Metric);
        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            call.Errors.Add(
                "reason", "Say why: this change is audited with its reason.", ProblemCodes.ReasonRequired);
        }

        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var state = await call.Get<IRegressionTripwire>().RearmAsync(series, author, reason!, call.Aborted)
            .ConfigureAwait(false);
        return state is null
            ? UnknownSeries(series)
            : Answer.Json(RegressionShapes.Of(state), WireJson.Context.RegressionStateBody);
    }

    public static KpiSeries Series(FieldErrors errors, string? domain, string? metric) =>
        new(errors.Domain("domain", domain), errors.Metric("metric", metric));

    private static Answer UnknownSeries(KpiSeries series) => Refusals.NotFound(
        $"{series} has no tripwire policy. Create one at governance/regression/policies/upsert.");
}
