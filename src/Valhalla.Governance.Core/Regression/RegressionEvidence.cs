namespace Valhalla.Governance;

/// <summary>Which proof a drop needs before the tripwire fires.</summary>
public enum RegressionEvidence
{
    /// <summary>
    /// Safe under a look at every event, with the baseline's own uncertainty counted in. The default.
    /// </summary>
    Sequential = 0,

    /// <summary>
    /// Fisher's exact test, one-sided, p ≤ 0.0005 at one look (for means, Welch's t-test at the same level).
    /// </summary>
    Fisher = 1,

    /// <summary>None: the bare drop decides. Unsafe; see the docs for its false-alarm rates.</summary>
    None = 2,
}
