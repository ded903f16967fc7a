using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>golive</c>: the go-live gate.</summary>
internal static class GoLiveVerbs
{
    private const string Base = "governance/go-live/";

    private static readonly EmergencyStop Stop = new(
        Base + "disable",
        "go-live",
        static body => body.Flag("ok") && !body.Flag("go_live_enabled"),
        KillVerbs.ShowChange);

    public static Command Build(VerbRunner runner)
    {
        var isOverride = new Option<bool>("--override")
        {
            Description = "Enable in spite of failing checks. Needs --reason, and is audited as an override.",
        };
        return VerbRunner.Group(
            "golive",
            "Enables and disables production execution.",
            runner.Verb("enable", "Enables it; refused while the runbook has a blocker.",
                call => EnableAsync(call, call.Run.Value(isOverride)), isOverride),
            runner.DirectVerb(
                "disable",
                "Disables it. Never asks. Goes to the database where the application does not disable it.",
                Stop.RunAsync),
            runner.Verb("state", "Shows the state that the gate decides on.", static call => call.ShowAsync(
                Base + "state",
                static body => Report.Facts(
                    body, "go_live_enabled", "kill_switch_engaged", "enforced", "epoch", "reason", "updated_by",
                    "updated_at", "stale", "age_seconds", "local_only", "release_approvals"))),
            runner.Verb("checklist", "Says whether it may be enabled; 0 is yes, 1 is no.", static async call =>
                await call.ShowAsync(
                    await call.Api.GetAsync(Base + "checklist"), ShowChecklist, static body => body.Flag("ok"))));
    }

    private static async Task<int> EnableAsync(VerbCall call, bool isOverride)
    {
        var question = isOverride
            ? "Enable production execution, in spite of failing checks?"
            : "Enable production execution?";
        if (!await call.Run.ConfirmAsync(question))
        {
            return ExitCodes.No;
        }

        var body = Bodies.Change(call.Run);
        body["override"] = isOverride ? true : null;
        return await call.ShowAsync(await call.Api.PostAsync(Base + "enable", body), KillVerbs.ShowChange);
    }

    private static Report ShowChecklist(JsonNode body) => new(
        Title: null,
        ReportSection.Facts(
            heading: null, body, "ok", "backend_complete", "failing_checks", "generated_at", "snapshot_hash"),
        ReportSection.Facts("Packs", body["required_packs"], Packs(body)));

    private static string[] Packs(JsonNode body) =>
        body["required_packs"] is JsonObject packs ? [.. packs.Select(pack => pack.Key)] : [];
}
