using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>charter</c>: the Heimdall charter.</summary>
internal static class CharterVerbs
{
    public const string ScorecardPath = "governance/heimdall/scorecard";

    private const string Base = "governance/heimdall/";

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "charter",
        "Shows how AI recommendations do, and lets them into production or out of it.",
        Scorecard(runner),
        Promote(runner),
        Demote(runner));

    public static ReportSection Section(string? heading, JsonNode body) => ReportSection.Table(
        heading, body.Items(), "domain", "model_version", "trials", "successes", "success_rate",
        "lower_bound=success_rate_lower_bound", "mean_confidence", "brier_score", "calibration_error", "overdue",
        "from_day", "to_day");

    private static Command Scorecard(VerbRunner runner)
    {
        var domain = new Option<string?>("--domain") { Description = "Only this domain's." };
        var version = new Option<string?>("--model-version") { Description = "Only this version's." };
        var days = TypedInput.WholeOption<int>("--days", "30", "How many days up to today. Default 30.");
        return runner.Verb(
            "scorecard",
            "Shows how trials ended.",
            call => call.ShowAsync(
                ScorecardPath,
                static body => new Report(Title: null, Section(heading: null, body)),
                ("domain", call.Run.Value(domain)),
                ("model_version", call.Run.Value(version)),
                ("days", RiskVerbs.Text(call.Run.Value(days)))),
            domain, version, days);
    }

    private static Command Promote(VerbRunner runner)
    {
        var domain = new Argument<string>("domain") { Description = "The domain, such as WHOLESALE_OFFER." };
        var version = new Option<string?>("--model-version") { Description = "The version that asks." };
        return runner.Verb(
            "promote",
            "Enables production use of a domain; refused while its trials do not clear the policy.",
            async call =>
            {
                var name = call.Run.Value(domain);
                if (!await call.Run.ConfirmAsync($"Let recommendations of {name} into production?"))
                {
                    return ExitCodes.No;
                }

                var body = Bodies.Change(call.Run, name);
                body["model_version"] = call.Run.Value(version);
                return await call.ShowAsync(await call.Api.PostAsync(Base + "promote", body), Show);
            },
            domain, version);
    }

    private static Command Demote(VerbRunner runner)
    {
        var domain = new Argument<string>("domain") { Description = "The domain, such as WHOLESALE_OFFER." };
        return runner.Verb(
            "demote",
            "Disables production use of a domain. Never asks.",
            async call => await call.ShowAsync(
                await call.Api.PostAsync(Base + "demote", Bodies.Change(call.Run, call.Run.Value(domain))), Show),
            domain);
    }

    private static Report Show(JsonNode body) => Report.Facts(
        body, "ok", "status", "domain=policy.domain", "prod_use_enabled=policy.prod_use_enabled",
        "model_version=policy.model_version", "reason=policy.reason", "changed_by=policy.changed_by");
}
