namespace Valhalla.Governance;

/// <summary>
/// Whether the units observed live and in shadow stand in the ratio that the influence asks for: Pearson's chi-square
/// test with one degree of freedom. Immutable.
/// </summary>
/// <param name="LiveUnits">How many different units were observed live.</param>
/// <param name="ShadowUnits">How many different units were observed in shadow.</param>
/// <param name="ExpectedLiveShare">The share that the influence asks for, 0 to 1.</param>
/// <param name="ChiSquare">The test statistic; null while there are too few units to test.</param>
/// <param name="PValue">
/// The probability of a ratio at least as far off by chance; null while there are too few units to test.
/// </param>
public sealed record SampleRatio(
    long LiveUnits, long ShadowUnits, double ExpectedLiveShare, double? ChiSquare, double? PValue);
