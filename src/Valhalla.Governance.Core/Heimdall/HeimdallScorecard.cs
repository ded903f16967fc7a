namespace Valhalla.Governance;

/// <summary>How the trials of one domain and model version ended, over a span of days.</summary>
public sealed record HeimdallScorecard
{
    /// <summary>The domain.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>The model version; null for trials without one.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The first day, UTC.</summary>
    public required DateOnly FromDay { get; init; }

    /// <summary>The last day, UTC.</summary>
    public required DateOnly ToDay { get; init; }

    /// <summary>Recommendations with an outcome, overdue ones included.</summary>
    public int Trials { get; init; }

    /// <summary>Those that succeeded.</summary>
    public int Successes { get; init; }

    /// <summary>Those of the failures that had no outcome by the deadline.</summary>
    public int Overdue { get; init; }

    /// <summary>Successes by trials; null without trials.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The lower Wilson bound of the success rate at one-sided 95 %; null without trials.</summary>
    public double? SuccessRateLowerBound { get; init; }

    /// <summary>The mean confidence; null without trials.</summary>
    public double? MeanConfidence { get; init; }

    /// <summary>The Brier score: the mean squared difference of confidence and outcome; null without trials.</summary>
    public double? BrierScore { get; init; }

    /// <summary>The expected calibration error over ten equal bins; null without trials.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>The ten bins behind the calibration error.</summary>
    public IReadOnlyList<CalibrationBin> Bins
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<CalibrationBin>([]);
}
