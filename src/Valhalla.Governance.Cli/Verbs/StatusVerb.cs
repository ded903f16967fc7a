using System.CommandLine;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>status</c>: how the node stands.</summary>
internal static class StatusVerb
{
    public const string Path = "system/status";

    public static Command Build(VerbRunner runner) => runner.Verb(
        "status",
        "Shows how it stands; 1 while the kill switch is engaged or the state is stale.",
        static async call => await call.ShowAsync(
            await call.Api.GetAsync(Path),
            static body => new Report(Title: null, Section(heading: null, body)),
            static body => body.Flag("ok")));

    public static ReportSection Section(string? heading, System.Text.Json.Nodes.JsonNode body) => ReportSection.Facts(
        heading, body, "status", "environment", "enforced", "go_live_enabled", "kill_switch_engaged", "epoch", "stale",
        "version", "time");
}
