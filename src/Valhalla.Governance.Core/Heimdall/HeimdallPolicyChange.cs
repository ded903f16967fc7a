namespace Valhalla.Governance;

/// <summary>
/// A change of a Heimdall policy: what is null stays as it is, or takes its default in a new policy. Production use
/// can only be switched off here; switching it on is a promotion.
/// </summary>
/// <param name="Domain">The domain; a new one is created, and then needs a minimum confidence.</param>
/// <param name="Author">Who asks.</param>
public sealed record HeimdallPolicyChange(DomainName Domain, ChangeAuthor Author)
{
    /// <summary>See <see cref="HeimdallPolicy.MinConfidenceProd"/>.</summary>
    public double? MinConfidenceProd { get; init; }

    /// <summary>See <see cref="HeimdallPolicy.MinSandboxTrials"/>; 1 to 1 000 000.</summary>
    public int? MinSandboxTrials { get; init; }

    /// <summary>See <see cref="HeimdallPolicy.MinSandboxSuccessRate"/>.</summary>
    public double? MinSandboxSuccessRate { get; init; }

    /// <summary>See <see cref="HeimdallPolicy.ProdUseEnabled"/>.</summary>
    public bool? ProdUseEnabled { get; init; }

    /// <summary>See <see cref="HeimdallPolicy.WindowDays"/>; 1 to 366.</summary>
    public int? WindowDays { get; init; }

    /// <summary>See <see cref="HeimdallPolicy.MaxCalibrationError"/>.</summary>
    public double? MaxCalibrationError { get; init; }

    /// <summary>Turns the calibration check off.</summary>
    public bool RemoveMaxCalibrationError { get; init; }

    /// <summary>See <see cref="HeimdallPolicy.OutcomeDeadlineHours"/>; 1 to 8 784.</summary>
    public int? OutcomeDeadlineHours { get; init; }

    /// <summary>Why.</summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Normalize(value);
    }
}
