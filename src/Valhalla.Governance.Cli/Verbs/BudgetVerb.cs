using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>budget</c>: the error budgets.</summary>
internal static class BudgetVerb
{
    public const string Path = "governance/error-budgets";

    public static Command Build(VerbRunner runner)
    {
        var command = runner.Verb(
            "budget",
            "Shows the error budgets; 1 when one is failing, exhausted or without data, or burns fast.",
            static async call => await call.ShowAsync(
                await call.Api.GetAsync(Path),
                static body => new Report(Title: null, Section(heading: null, body)),
                AllHold));
        command.Aliases.Add("budget-guard");
        return command;
    }

    /// <summary>Whether every budget holds; without any figure nothing is known, which is no.</summary>
    public static bool AllHold(JsonNode body) => body.Items("budgets") is { Count: > 0 } budgets
        && budgets.All(static budget =>
            budget.Text("status") is "ok" or "warning" && !budget.Flag("fast_burn"));

    public static ReportSection Section(string? heading, JsonNode body) => ReportSection.Table(
        heading, body.Items("budgets"), "slo=name", "target_percent", "sli_percent", "good", "bad",
        "burn_percent=month_to_date_burn_percent", "remaining_percent", "fast_burn", "status", "observed_at");
}
