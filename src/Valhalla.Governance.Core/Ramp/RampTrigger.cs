namespace Valhalla.Governance;

/// <summary>A rollback trigger: what must not be seen while the governed policy has influence. Immutable.</summary>
public sealed record RampTrigger
{
    /// <summary>Which trigger: the name in options, audit records and metrics.</summary>
    public required string Id { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The signal it reads.</summary>
    public required SignalName Signal { get; init; }

    /// <summary>How the signal is compared; the influence goes to 0 when the comparison holds.</summary>
    public required SignalComparison Comparison { get; init; }

    /// <summary>With what the signal is compared.</summary>
    public required EvidenceValue Threshold { get; init; }

    /// <summary>
    /// With what the signal is compared, in the same way, before a step up: while that holds the influence may stay but
    /// not rise. Null: the trigger's own threshold is enough.
    /// </summary>
    public EvidenceValue? HoldThreshold { get; init; }

    /// <summary>How old an observation may be and still count.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>
    /// Whether the signal must be there: without a fresh observation no step up, and no influence
    /// (<see cref="RampOptions.RollBackWhenBlind"/>).
    /// </summary>
    public bool IsRequired { get; init; }
}
