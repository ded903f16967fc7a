namespace Valhalla.Governance;

/// <summary>Where a tripwire stands: the figures of its last stored evaluation.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record RegressionState
{
    /// <summary>The series.</summary>
    public required KpiSeries Series { get; init; }

    /// <summary>The verdict.</summary>
    public RegressionVerdict Verdict { get; init; } = RegressionVerdict.NoData;

    /// <summary>Whether it has fired and is not re-armed.</summary>
    public bool Triggered { get; init; }

    /// <summary>Whether it throttles an engine now: it fired with <see cref="RegressionAction.Throttle"/>.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>The baseline rate or mean; null without events.</summary>
    public double? Baseline { get; init; }

    /// <summary>The current rate or mean; null without events.</summary>
    public double? Current { get; init; }

    /// <summary>The relative drop, positive for worse.</summary>
    public double Drop { get; init; }

    /// <summary>How many events were looked at, both windows.</summary>
    public int Events { get; init; }

    /// <summary>The strength of the evidence in the unit of the rule: log likelihood ratio, or p-value.</summary>
    public double? EvidenceValue { get; init; }

    /// <summary>Only events after this id count: set when armed and re-armed.</summary>
    public long ArmedAfterId { get; init; }

    /// <summary>The frozen baseline's events: how many, 0 while it is not frozen.</summary>
    public int FrozenBaselineEvents { get; init; }

    /// <summary>The sum over the frozen baseline: successes, or values.</summary>
    public double FrozenBaselineSum { get; init; }

    /// <summary>The sum of squared values over the frozen baseline; 0 for rates.</summary>
    public double FrozenBaselineSumOfSquares { get; init; }

    /// <summary>The last event id of the frozen baseline.</summary>
    public long FrozenBaselineLastId { get; init; }

    /// <summary>Counts the baselines of this tripwire.</summary>
    public int BaselineVersion { get; init; }

    /// <summary>When it was last evaluated and stored, UTC.</summary>
    public DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>When it fired; null when armed.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>Counts the changes; 1 is the first state.</summary>
    public long Version { get; init; } = 1;
}
