namespace Valhalla.Governance.Regression;

/// <summary>How an evaluation ended.</summary>
/// <param name="Evaluation">The evaluation; null without a policy, or when it was refused.</param>
/// <param name="IsRefused">Whether the right to evaluate had been lost when it was to be committed.</param>
internal readonly record struct SeriesOutcome(RegressionEvaluation? Evaluation, bool IsRefused = false);
