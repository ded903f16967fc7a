namespace Valhalla.Governance;

/// <summary>What the evidence says about a criterion.</summary>
public enum CriterionStatus
{
    /// <summary>It holds.</summary>
    Pass,

    /// <summary>It is worth a look and stops nothing.</summary>
    Warn,

    /// <summary>It does not hold.</summary>
    Fail,

    /// <summary>
    /// There is no evidence that counts: none, too old, from the future, or of another kind. Never a pass.
    /// </summary>
    Missing,
}
