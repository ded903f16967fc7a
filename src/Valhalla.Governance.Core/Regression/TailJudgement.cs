namespace Valhalla.Governance.Regression;

/// <summary>What the rules say about a stored series.</summary>
/// <param name="Judgement">The judgement.</param>
/// <param name="FrozenLastId">The last event of the frozen baseline, 0 while there is none.</param>
internal readonly record struct TailJudgement(RegressionJudgement Judgement, long FrozenLastId);
