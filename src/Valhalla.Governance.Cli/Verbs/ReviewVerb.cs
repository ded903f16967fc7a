using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>review</c>: the Monday review.</summary>
internal static class ReviewVerb
{
    public static Command Build(VerbRunner runner) => runner.Verb(
        "review",
        "The Monday review: status, runbook, ledger, scorecards, tripwires, budgets, influence, decisions, audit.",
        ReviewAsync);

    private static async Task<int> ReviewAsync(VerbCall call)
    {
        var pages = new ReviewPages(call);
        await pages.AddAsync("Status", StatusVerb.Path, StatusVerb.Section, static body => body.Flag("ok"));
        await pages.AddAsync("Runbook", RunbookVerb.Path, RunbookVerb.Section, RunbookVerb.IsGo);
        await pages.AddAsync("Risk ledger", RiskVerbs.LedgerPath, RiskVerbs.Ledger);
        await pages.AddAsync("Scorecards", CharterVerbs.ScorecardPath, CharterVerbs.Section);
        await pages.AddAsync("Tripwires", RegressionVerbs.StatePath, RegressionVerbs.Section, IsQuiet);
        await pages.AddAsync(
            "Error budgets", BudgetVerb.Path, BudgetVerb.Section, BudgetVerb.AllHold, isOptional: true);
        await pages.AddAsync("Influence", RampShapes.InfluencePath, RampShapes.Facts, isOptional: true);
        var decisions = await pages.AddAsync(
            "Decisions", GoNoGoShapes.Base + "decisions", GoNoGoShapes.Decisions, isOptional: true);
        AddNextReview(pages, decisions);
        await pages.AddAsync("Audit", AuditVerbs.VerifyPath, AuditVerbs.Section, static body => body.Flag("ok"));
        var today = call.Run.Terminal.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return await pages.ShowAsync($"Review of {today}", OutputFormat.Md);
    }

    private static bool IsQuiet(JsonNode body) => !body.Items().Any(static tripwire => tripwire.Flag("triggered"));

    private static void AddNextReview(ReviewPages pages, JsonNode? decisions)
    {
        if (decisions is not null)
        {
            var date = GoNoGoShapes.DecisionsOf(decisions) is [var newest, ..] ? newest.Text("next_review_at") : null;
            pages.AddSentence("Next review", date ?? "The newest decision names no date.");
        }
    }
}
