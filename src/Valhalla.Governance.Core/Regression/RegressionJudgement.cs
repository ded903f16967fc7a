namespace Valhalla.Governance.Regression;

/// <summary>What the rules say about the events of a series.</summary>
/// <param name="Verdict">Never <see cref="RegressionVerdict.Stale"/>: the rules see only the events they get.</param>
/// <param name="Baseline">The baseline rate or mean; null without events.</param>
/// <param name="Current">The current rate or mean; null without events.</param>
/// <param name="Drop">The relative drop, positive for worse.</param>
/// <param name="Events">How many events were looked at, both windows.</param>
/// <param name="Evidence">In the unit of the evidence rule; null where it does not apply.</param>
/// <param name="Frozen">The frozen baseline that was used; empty where none is.</param>
internal readonly record struct RegressionJudgement(
    RegressionVerdict Verdict,
    double? Baseline,
    double? Current,
    double Drop,
    int Events,
    double? Evidence,
    SampleSums Frozen)
{
    public bool Triggered => Verdict == RegressionVerdict.Triggered;
}
