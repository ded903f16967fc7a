using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>kill</c>: the kill switch.</summary>
internal static class KillVerbs
{
    private const string Base = "governance/go-live/kill-switch/";
    private const string DrillPath = Base + "drill";

    private static readonly EmergencyStop Stop = new(
        Base + "engage",
        "execution",
        static body => body.Flag("kill_switch_engaged") && !body.Flag("local_only"),
        ShowChange);

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "kill",
        "Engages and releases the kill switch, and drills it.",
        runner.DirectVerb(
            "engage",
            "Stops every execution at once. Never asks. Goes to the database where the application does not stop.",
            EmergencyEngage.After(Stop.RunAsync)),
        runner.Verb("release", "Releases it, or adds an approval. Needs --reason.", ReleaseAsync),
        runner.Verb(
            "drill",
            "Engages it in a scratch scope and measures until every node denies; 1 when one does not.",
            DrillAsync),
        runner.Verb(
            "drills",
            "Shows the newest drills; 1 where the newest has not passed.",
            static async call => await call.ShowAsync(
                await call.Api.GetAsync(DrillPath),
                static body => ShowDrills(body.Items("drills")),
                static body => body.Items("drills") is [var newest, ..] && newest.Text("status") == "PASSED")));

    public static Report ShowChange(JsonNode body) => Report.Facts(
        body, "status", "kill_switch_engaged", "go_live_enabled", "epoch", "reason", "updated_by", "updated_at",
        "approvals_missing", "release_approvals");

    private static async Task<int> ReleaseAsync(VerbCall call)
    {
        if (!await call.Run.ConfirmAsync("Release the kill switch, so that production may execute again?"))
        {
            return ExitCodes.No;
        }

        return await call.ShowAsync(
            await call.Api.PostAsync(Base + "release", Bodies.Change(call.Run)),
            ShowChange,
            static body => !body.Flag("kill_switch_engaged"));
    }

    private static async Task<int> DrillAsync(VerbCall call)
    {
        // It would wait for this process, which answers no drill, and speak for its build.
        return call.Transport.IsDatabase
            ? throw new CliException(
                CliErrors.InvalidArgument,
                "Nothing was drilled: a drill is run by a running application, for its own build. Give --url.")
            : await call.ShowAsync(
                await call.Api.PostAsync(DrillPath, Bodies.Change(call.Run)),
                static body => ShowDrills(body.At("drill") is { } drill ? [drill] : []),
                static body => body.Flag("ok"));
    }

    private static Report ShowDrills(IReadOnlyList<JsonNode> drills) => new(
        Title: null,
        ReportSection.Table(
            heading: null, drills, "id", "status", "started_at", "started_by", "build", "nodes_expected",
            "nodes_denied", "slowest_ms", "failure"),
        ReportSection.Table(
            "Nodes of the newest",
            drills is [var newest, ..] ? newest.Items("nodes") : [],
            "node_id", "build", "denied", "ms", "problem"));
}
