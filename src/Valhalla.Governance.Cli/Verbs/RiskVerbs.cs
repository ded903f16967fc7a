using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>risk</c>: what the risk guard has on its books.</summary>
internal static class RiskVerbs
{
    public const string LedgerPath = "governance/risk/snapshot";

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "risk",
        "Shows ledger, policies and reservations of the risk guard.",
        runner.Verb("ledger", "Shows today's ledger of every engine beside its caps.", static call => call.ShowAsync(
            LedgerPath, static body => new Report(Title: null, Ledger(heading: null, body)))),
        RiskPolicyVerbs.Build(runner),
        Reservations(runner));

    public static ReportSection Ledger(string? heading, JsonNode body) => ReportSection.Table(
        heading, body.Items("engines"), "engine", "enabled", "exposure_used", "exposure_limit",
        "open=open_risk_reserved", "net_loss=current_net_loss", "loss_limit=daily_limit", "reservations", "denials",
        "halted_at");

    private static Command Reservations(VerbRunner runner)
    {
        var engine = new Option<string?>("--engine") { Description = "Only this engine's." };
        var status = new Option<string?>("--status") { Description = "open, settled, released or expired." };
        var correlation = new Option<string?>("--correlation-id") { Description = "Only with this correlation id." };
        var limit = Limit();
        return runner.Verb(
            "reservations",
            "Lists reservations, newest first.",
            call => call.ShowAsync(
                "governance/risk/reservations",
                static body => Report.Table(
                    body.Items(), "id", "engine", "status", "amount", "open", "settled", "realized_loss",
                    "realized_profit", "actor", "correlation_id", "created_at"),
                ("engine", call.Run.Value(engine)),
                ("status", call.Run.Value(status)),
                ("correlation_id", call.Run.Value(correlation)),
                ("limit", Text(call.Run.Value(limit)))),
            engine, status, correlation, limit);
    }

    /// <summary>How many rows a list shows.</summary>
    public static Option<int?> Limit() => TypedInput.WholeOption<int>(
        "--limit", "100", "How many at most, 1 to 1 000. Default 100.");

    public static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
