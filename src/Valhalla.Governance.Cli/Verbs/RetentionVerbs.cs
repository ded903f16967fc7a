using System.CommandLine;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>retention</c>: what is deleted when it is old.</summary>
internal static class RetentionVerbs
{
    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "retention",
        "Shows what is deleted when it is old.",
        runner.Verb(
            "status",
            "Shows the tables with their ages, and how the newest run ended; 1 when it failed.",
            static async call => await call.ShowAsync(
                await call.Api.GetAsync("governance/retention/status"),
                static body => new Report(
                    Title: null,
                    ReportSection.Facts(
                        heading: null, body, "enabled", "running", "last_started_at", "last_finished_at", "last_error",
                        "next_run_at"),
                    ReportSection.Table(
                        "Tables", body.Items("tables"), "table", "days", "deleted_last_run", "deleted_total")),
                static body => body.Text("last_error") is null)));
}
