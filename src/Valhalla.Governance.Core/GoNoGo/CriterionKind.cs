namespace Valhalla.Governance;

/// <summary>Which list of the board a criterion belongs to.</summary>
public enum CriterionKind
{
    /// <summary>It must hold for a GO.</summary>
    Go,

    /// <summary>Where it does not hold, the outcome is NO-GO at once, whatever else holds.</summary>
    NoGo,
}
