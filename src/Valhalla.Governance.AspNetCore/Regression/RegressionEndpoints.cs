using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>The endpoints of the regression tripwire and of KPI events.</summary>
internal static class RegressionEndpoints
{
    private const string Tag = "Regression tripwire";
    private const string Base = "governance/regression/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "policies", Name = "ListRegressionPolicies", Tag = Tag,
            Summary = "Lists the tripwire policies.",
            Description = "By domain and metric.",
            Handler = RegressionReads.ListPoliciesAsync, Response = typeof(IReadOnlyList<RegressionPolicyBody>),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "policies/upsert", Name = "UpsertRegressionPolicy", Tag = Tag,
            Summary = "Creates or changes a tripwire policy.",
            Description = "What is absent stays as it is. Fields may be JSON, form or query fields.",
            Handler = RegressionWrites.UpsertPolicyAsync, Request = typeof(RegressionPolicyUpsert), AcceptsForm = true,
            Response = typeof(RegressionPolicyAnswer), Refusals = [StatusCodes.Status422UnprocessableEntity],
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.UpsertPolicy)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "kpi", Name = "RecordKpi", Tag = Tag,
            Summary = "Records a KPI event.",
            Description = "Answers after its commit. It has a success, a value, or both.",
            Handler = KpiWrites.RecordAsync, Request = typeof(KpiBody), Response = typeof(KpiAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.RecordKpi)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "kpi/batch", Name = "RecordKpiBatch", Tag = Tag,
            Summary = "Records up to 1 000 KPI events in one transaction.",
            Description = "All or none. The body may have 256 KiB.",
            Handler = KpiWrites.RecordBatchAsync, Request = typeof(KpiBatchBody), Response = typeof(KpiBatchAnswer),
            MaxBodyBytes = EndpointSpec.BatchBodyBytes, Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.RecordBatch)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "evaluate", Name = "EvaluateRegression", Tag = Tag,
            Summary = "Evaluates a tripwire now, and fires it if it must.",
            Description = "Fields may be JSON, form or query fields. 404 for a series without a policy.",
            Handler = RegressionWrites.EvaluateAsync, Request = typeof(EvaluateBody), AcceptsForm = true,
            Response = typeof(EvaluateAnswer), Refusals = [StatusCodes.Status404NotFound],
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.Evaluate)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "rearm", Name = "RearmRegression", Tag = Tag,
            Summary = "Re-arms a tripwire that has fired.",
            Description = "Needs a reason. Its windows restart here; policies that it disabled stay disabled.",
            Handler = RegressionWrites.RearmAsync, Request = typeof(RearmBody), Response = typeof(RegressionStateBody),
            Refusals = [StatusCodes.Status404NotFound],
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.Rearm)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "backtest", Name = "BacktestRegression", Tag = Tag,
            Summary = "Tries a policy on recorded events, without any effect.",
            Description = "What is absent is taken from the stored policy of the series, else from the defaults.",
            Handler = RegressionBacktest.RunAsync, Request = typeof(BacktestBody), Response = typeof(BacktestAnswer),
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.Backtest)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "state", Name = "GetRegressionState", Tag = Tag,
            Summary = "Shows where every tripwire stands.",
            Description = "Empty until something was evaluated.",
            Handler = RegressionReads.ListStatesAsync, Response = typeof(IReadOnlyList<RegressionStateBody>),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "snapshot", Name = "GetRegressionSnapshot", Tag = Tag,
            Summary = "Shows every tripwire policy with its state.",
            Description = "The state is null for a policy that was never evaluated.",
            Handler = RegressionReads.GetSnapshotAsync, Response = typeof(RegressionSnapshotBody),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "series", Name = "ListKpiSeries", Tag = Tag,
            Summary = "Lists recorded KPI events, newest first.",
            Description = "The next page is in the Link header.",
            Handler = RegressionReads.ListEventsAsync, Response = typeof(IReadOnlyList<KpiEventBody>),
            Parameters = Parameters.Of<IRegressionParameters>(nameof(IRegressionParameters.Series)),
        },
    ];
}
