namespace Valhalla.Governance;

/// <summary>The answer to an evaluation.</summary>
/// <param name="Policy">The policy that was applied.</param>
/// <param name="State">The state after it.</param>
/// <param name="FiredNow">Whether this evaluation is the one that fired.</param>
public sealed record RegressionEvaluation(RegressionPolicy Policy, RegressionState State, bool FiredNow);
