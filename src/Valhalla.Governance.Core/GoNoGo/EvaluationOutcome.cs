namespace Valhalla.Governance.GoNoGo;

/// <summary>What the rules made of the evidence.</summary>
internal sealed record EvaluationOutcome(GoNoGoOutcome Outcome, IReadOnlyList<CriterionResult> Results, string Hash);
