using System.Text.Json;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.GoNoGo;

/// <summary>The audit records of the board.</summary>
internal static class GoNoGoAudit
{
    public const string SignOffAction = "go_no_go.sign_off";
    public const string DecideAction = "go_no_go.decide";

    public static AuditEntry Of(SignOff signOff) => new(
        SignOffAction,
        WireNames.CapitalsOf(signOff.Role),
        signOff.Author,
        signOff.Comment,
        FromJson: null,
        JsonSerializer.Serialize(
            new SignOffAudit(signOff.Hash, WireNames.CapitalsOf(signOff.Role), signOff.ExpiresAt),
            GoNoGoJsonContext.Default.SignOffAudit));

    public static AuditEntry Of(GoNoGoDecision decision) => new(
        DecideAction,
        "",
        decision.DecidedBy,
        decision.Justification,
        FromJson: null,
        JsonSerializer.Serialize(
            new DecisionAudit(
                decision.Id,
                DecisionRecord.DecisionOf(decision),
                decision.Hash,
                DecisionRecord.OutcomeOf(decision),
                [.. decision.SignOffs.Select(static s => $"{SignOffRecord.RoleOf(s)}: {s.Author.Name}")],
                [.. decision.Results.Where(static r => r.IsNoGo).Select(static r => r.Criterion.Id)],
                decision.NextReviewAt,
                decision.ExpiresAt),
            GoNoGoJsonContext.Default.DecisionAudit),
        decision.Id);
}

/// <summary>What an audit record tells of a signature.</summary>
internal sealed record SignOffAudit(string Hash, string Role, DateTimeOffset ExpiresAt);

/// <summary>What an audit record tells of a decision.</summary>
internal sealed record DecisionAudit(
    long DecisionId,
    string Decision,
    string Hash,
    string Outcome,
    IReadOnlyList<string> SignOffs,
    IReadOnlyList<string> Failing,
    DateTimeOffset NextReviewAt,
    DateTimeOffset? ExpiresAt);
