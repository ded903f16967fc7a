namespace Valhalla.Governance;

/// <summary>What a tripwire compares.</summary>
public enum RegressionKind
{
    /// <summary>The share of events that succeeded.</summary>
    Rate = 0,

    /// <summary>The mean of the values.</summary>
    Mean = 1,
}
