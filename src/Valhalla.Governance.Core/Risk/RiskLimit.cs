namespace Valhalla.Governance;

/// <summary>The limits of a policy, in the order in which violations are listed.</summary>
public enum RiskLimit
{
    /// <summary><see cref="RiskPolicy.MaxDailyExposure"/>.</summary>
    MaxDailyExposure = 0,

    /// <summary><see cref="RiskPolicy.MaxOpenReserved"/>.</summary>
    MaxOpenReserved = 1,

    /// <summary><see cref="RiskPolicy.MaxDailyLoss"/>, reached by the net loss or passed by the worst case.</summary>
    MaxDailyLoss = 2,
}
