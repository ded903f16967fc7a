namespace Valhalla.Governance;

/// <summary>What AI recommendations of a domain must show before they may be used in production.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record HeimdallPolicy
{
    /// <summary>The default of <see cref="OutcomeDeadlineHours"/>: 72.</summary>
    public const int DefaultOutcomeDeadlineHours = 72;

    /// <summary>The domain the policy is for.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>The least confidence for production use, 0 to 1.</summary>
    public required double MinConfidenceProd { get; init; }

    /// <summary>The least number of sandbox trials for promotion. Default 50.</summary>
    public int MinSandboxTrials { get; init; } = 50;

    /// <summary>What the lower Wilson bound of the success rate must reach, 0 to 1. Default 0.80.</summary>
    public double MinSandboxSuccessRate { get; init; } = 0.80;

    /// <summary>Whether production use is enabled; set by promotion. Default false.</summary>
    public bool ProdUseEnabled { get; init; }

    /// <summary>How many days of trials count. Default 30.</summary>
    public int WindowDays { get; init; } = 30;

    /// <summary>The largest expected calibration error, 0 to 1; null turns the check off.</summary>
    public double? MaxCalibrationError { get; init; }

    /// <summary>After how many hours a missing outcome counts as a failure. Default 72.</summary>
    public int OutcomeDeadlineHours { get; init; } = DefaultOutcomeDeadlineHours;

    /// <summary>Which model version was promoted; null when promoted without one.</summary>
    public string? PromotedModelVersion { get; init; }

    /// <summary>Why the policy is as it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string ChangedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts the changes; 1 is the first state.</summary>
    public long Version { get; init; } = 1;
}
