using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>runbook</c>: whether go-live may be enabled.</summary>
internal static class RunbookVerb
{
    public const string Path = "governance/runbook/status";

    private const string MarkdownPath = "governance/runbook/markdown";

    public static Command Build(VerbRunner runner) => runner.Verb(
        "runbook", "Runs every check; 0 is go, 1 is no-go.", ShowAsync);

    public static bool IsGo(JsonNode body) => body.Flag("ok_to_enable_go_live");

    public static ReportSection Section(string? heading, JsonNode body) => ReportSection.Table(
        heading,
        [.. body.Items("blockers"), .. body.Items("warnings"), .. body.Items("info")],
        "check=id", "ok", "severity", "message");

    private static async Task<int> ShowAsync(VerbCall call)
    {
        var status = await call.Api.GetAsync(Path);
        if (!status.IsSuccess || call.Run.Format() != OutputFormat.Md)
        {
            return await call.ShowAsync(status, Show, IsGo);
        }

        // The page of the library itself, which dashboards and tickets know.
        var page = await call.Api.GetAsync(MarkdownPath);
        if (!page.IsSuccess)
        {
            return await call.RefuseAsync(page);
        }

        await call.Run.Terminal.Out.WriteAsync(SafeText.Lines(page.Text));
        return IsGo(status.Json) ? ExitCodes.Ok : ExitCodes.No;
    }

    private static Report Show(JsonNode body) => new(
        Title: null,
        Section(heading: null, body),
        ReportSection.Sentence(
            heading: null, IsGo(body) ? "GO: nothing blocks go-live." : "NO-GO: a blocker is failing."));
}
