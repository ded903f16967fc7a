namespace Valhalla.Governance;

/// <summary>How the governed policy compares with the incumbent over the observations of a step. Immutable.</summary>
/// <param name="Step">The step.</param>
/// <param name="Events">How many observations it has.</param>
/// <param name="Compared">How many of them have both outcomes.</param>
/// <param name="Agreed">How many of those have the same outcome.</param>
/// <param name="Valued">How many observations have both values.</param>
/// <param name="IncumbentMean">The mean of the incumbent's values among those; null without one.</param>
/// <param name="CandidateMean">The mean of the governed policy's values among those; null without one.</param>
public sealed record RampComparison(
    long Step, long Events, long Compared, long Agreed, long Valued, double? IncumbentMean, double? CandidateMean)
{
    /// <summary>The share of compared observations that agree, 0 to 1; null without one.</summary>
    public double? AgreementRate => Compared == 0 ? null : (double)Agreed / Compared;
}
