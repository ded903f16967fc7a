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
                await AddCriteriaAsync(call, pages, ReleaseGroups);
                return await pages.ShowAsync("Release gates", OutputFormat.Table);
            }),
        runner.Verb(
            "preflight",
            "The criteria of the group technical; 0 is go, 1 is no-go.",
            static async call =>
            {
                var pages = new ReviewPages(call);
                await AddCriteriaAsync(call, pages, PreflightGroups);
                return await pages.ShowAsync("Preflight", OutputFormat.Table);
            }),
    ];

    private static async Task AddCriteriaAsync(VerbCall call, ReviewPages pages, string[] groups) => pages.Add(
        "Criteria",
        await EvaluateAsync(call),
        (heading, body) => GoNoGoShapes.Results(heading, Of(body, groups)),
        body => groups.All(group => GoNoGoShapes.AllHold(GoNoGoShapes.Of(body, group))));

    /// <summary>A new evaluation; one that somebody has signed stays, because a new one would void it.</summary>
    private static async Task<ApiAnswer> EvaluateAsync(VerbCall call)
    {
        var newest = await call.Api.GetAsync(GoNoGoShapes.Base + "evaluation");
        if (newest.IsSuccess && newest.Json.Items("sign_offs").Count > 0)
        {
            await call.Run.NoteAsync("valhalla: This is the evaluation that is being signed; it was not made anew.");
            return newest;
        }

        return await GoNoGoVerbs.EvaluateAsync(call);
    }

    private static IReadOnlyList<JsonNode> Of(JsonNode body, string[] groups) =>
        [.. groups.SelectMany(group => GoNoGoShapes.Of(body, group))];
}
