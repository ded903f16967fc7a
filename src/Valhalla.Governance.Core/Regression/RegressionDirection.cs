namespace Valhalla.Governance;

/// <summary>Which way is worse.</summary>
public enum RegressionDirection
{
    /// <summary>A fall is a regression.</summary>
    HigherIsBetter = 0,

    /// <summary>A rise is a regression.</summary>
    LowerIsBetter = 1,
}
