namespace Valhalla.Governance;

/// <summary>Why a recommendation may not be used in production, in the order in which reasons are listed.</summary>
public enum HeimdallReason
{
    /// <summary>The domain has no policy.</summary>
    PolicyMissing = 0,

    /// <summary>The kill switch is engaged.</summary>
    KillSwitchEngaged = 1,

    /// <summary>Production use of the domain is not enabled, or another model version was promoted.</summary>
    ProdUseDisabled = 2,

    /// <summary>The confidence is below the domain's minimum.</summary>
    ConfidenceBelowMinimum = 3,

    /// <summary>Fewer trials in the window than the policy asks for.</summary>
    NotEnoughTrials = 4,

    /// <summary>The lower Wilson bound of the success rate is below the policy's minimum.</summary>
    SuccessRateBelowMinimum = 5,

    /// <summary>The expected calibration error is above the policy's maximum.</summary>
    CalibrationErrorTooHigh = 6,
}
