using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>regression</c>: the tripwires.</summary>
internal static class RegressionVerbs
{
    public const string StatePath = "governance/regression/state";

    private const string Base = "governance/regression/";

    private static readonly string[] StateFields =
    [
        "domain", "metric", "status", "triggered", "is_throttled", "baseline", "current", "drop", "events",
        "evidence_value", "triggered_at", "evaluated_at",
    ];

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "regression",
        "Shows, evaluates, re-arms and tries tripwires.",
        runner.Verb("state", "Shows where every tripwire stands.", static call => call.ShowAsync(
            StatePath, static body => new Report(Title: null, Section(heading: null, body)))),
        Evaluate(runner),
        Rearm(runner),
        Backtest(runner));

    public static ReportSection Section(string? heading, JsonNode body) =>
        ReportSection.Table(heading, body.Items(), StateFields);

    private static Argument<string> Domain() => new("domain") { Description = "The domain, such as WHOLESALE." };

    private static Argument<string> Metric() => new("metric") { Description = "The metric, such as contract_rate." };

    private static Command Evaluate(VerbRunner runner)
    {
        var (domain, metric) = (Domain(), Metric());
        return runner.Verb(
            "evaluate",
            "Evaluates a tripwire now, and fires it if it must; 1 when it has fired.",
            async call =>
            {
                var body = Bodies.Change(call.Run, call.Run.Value(domain), call.Run.Value(metric));
                body.Remove("reason");
                return await call.ShowAsync(
                    await call.Api.PostAsync(Base + "evaluate", body),
                    static answer => Report.Facts(
                        answer,
                        [.. StateFields, "fired_now", "action", "max_drop", "window_events", "baseline_events"]),
                    static answer => !answer.Flag("triggered"));
            },
            domain, metric);
    }

    private static Command Rearm(VerbRunner runner)
    {
        var (domain, metric) = (Domain(), Metric());
        return runner.Verb(
            "rearm",
            "Re-arms a tripwire that has fired. Needs --reason.",
            async call =>
            {
                var (name, measure) = (call.Run.Value(domain), call.Run.Value(metric));
                if (!await call.Run.ConfirmAsync($"Re-arm {name}.{measure}, and forget the figures at which it fired?"))
                {
                    return ExitCodes.No;
                }

                return await call.ShowAsync(
                    await call.Api.PostAsync(Base + "rearm", Bodies.Change(call.Run, name, measure)),
                    static answer => Report.Facts(answer, ["ok", .. StateFields]));
            },
            domain, metric);
    }

    private static Command Backtest(VerbRunner runner)
    {
        var (domain, metric) = (Domain(), Metric());
        var window = TypedInput.WholeOption<int>("--window-events", "200", "How many of the last events are judged.");
        var baseline = TypedInput.WholeOption<int>("--baseline-events", "500", "With how many before them.");
        var drop = TypedInput.FractionOption<double>("--max-drop", "0.15", "The relative drop that trips.");
        var kind = new Option<string?>("--kind") { Description = "RATE or MEAN." };
        var direction = new Option<string?>("--direction") { Description = "HIGHER_IS_BETTER or LOWER_IS_BETTER." };
        var evidence = new Option<string?>("--evidence") { Description = "SEQUENTIAL, FISHER or NONE." };
        var events = TypedInput.WholeOption<int>("--events", "5000", "How many of the newest events are replayed.");
        return runner.Verb(
            "backtest",
            "Tries a policy on recorded events, without any effect.",
            async call =>
            {
                var run = call.Run;
                var body = new JsonObject
                {
                    ["domain"] = run.Value(domain),
                    ["metric"] = run.Value(metric),
                    ["window_events"] = run.Value(window),
                    ["baseline_events"] = run.Value(baseline),
                    ["max_drop"] = run.Value(drop),
                    ["kind"] = run.Value(kind),
                    ["direction"] = run.Value(direction),
                    ["evidence"] = run.Value(evidence),
                    ["events"] = run.Value(events),
                };
                return await call.ShowAsync(await call.Api.PostAsync(Base + "backtest", body), ShowBacktest);
            },
            domain, metric, window, baseline, drop, kind, direction, evidence, events);
    }

    private static Report ShowBacktest(JsonNode body) => new(
        Title: null,
        ReportSection.Facts(heading: null, body, "domain", "metric", "events"),
        ReportSection.Table(
            "Firings", body.Items("firings"), "event_number", "event_id", "baseline", "current", "drop"));
}
