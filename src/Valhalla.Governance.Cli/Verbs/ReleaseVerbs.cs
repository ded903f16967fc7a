using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>
/// <c>release-gates</c> and <c>preflight</c>: the first two gates before a live deployment; <c>gonogo evaluate</c> is
/// the third.
/// </summary>
internal static class ReleaseVerbs
{
    private static readonly string[] ReleaseGroups = ["validation_history", "alerting", "slo"];
    private static readonly string[] PreflightGroups = ["technical"];

    public static IEnumerable<Command> Build(VerbRunner runner) =>
    [
        runner.Verb(
            "release-gates",
            "Runbook, audit chain, and the criteria of validation history, alerting and SLO; 0 is go, 1 is no-go.",
            static async call =>
            {
                var pages = new ReviewPages(call);
                await pages.AddAsync("Runbook", RunbookVerb.Path, RunbookVerb.Section, RunbookVerb.IsGo);
                await pages.AddAsync(
                    "Audit", AuditVerbs.VerifyPath, AuditVerbs.Section, static body => body.Flag("ok"));
                await AddCriteriaAsync(pages, ReleaseGroups);
                return await pages.ShowAsync("Release gates", OutputFormat.Table);
            }),
        runner.Verb(
            "preflight",
            "The criteria of the group technical; 0 is go, 1 is no-go.",
            static async call =>
            {
                var pages = new ReviewPages(call);
                await AddCriteriaAsync(pages, PreflightGroups);
                return await pages.ShowAsync("Preflight", OutputFormat.Table);
            }),
    ];

    private static Task AddCriteriaAsync(ReviewPages pages, string[] groups) => pages.AddAsync(
        "Criteria",
        GoNoGoShapes.CriteriaPath,
        (heading, body) => GoNoGoShapes.Criteria(heading, Of(body, groups)),
        body => groups.All(group => GoNoGoShapes.AllHold(GoNoGoShapes.Of(body, group))));

    private static IReadOnlyList<JsonNode> Of(JsonNode body, string[] groups) =>
        [.. groups.SelectMany(group => GoNoGoShapes.Of(body, group))];
}
