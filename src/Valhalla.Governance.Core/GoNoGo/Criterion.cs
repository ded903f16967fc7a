namespace Valhalla.Governance;

/// <summary>One thing that must hold before a policy may influence production.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record Criterion
{
    /// <summary>Its name, 1 to 64 characters of <c>a-z 0-9 _ . -</c>; settings and answers use it.</summary>
    public required string Id { get; init; }

    /// <summary>Which list it belongs to. Default <see cref="CriterionKind.Go"/>.</summary>
    public CriterionKind Kind { get; init; }

    /// <summary>What part of readiness it speaks of.</summary>
    public required CriterionGroup Group { get; init; }

    /// <summary>What it asks, for people, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Which signal it reads.</summary>
    public required SignalName Signal { get; init; }

    /// <summary>How the signal is compared with the threshold.</summary>
    public required SignalComparison Comparison { get; init; }

    /// <summary>With what it is compared; its kind is the kind of value the evidence must have.</summary>
    public required EvidenceValue Threshold { get; init; }

    /// <summary>
    /// A stricter threshold of the same kind: a value that passes and does not clear this one is a warning. Default
    /// none.
    /// </summary>
    public EvidenceValue? WarnThreshold { get; init; }

    /// <summary>How old evidence may be, above 0. Older evidence is missing.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>Whether its failure is a NO-GO even where it is not required. Default false.</summary>
    public bool Critical { get; init; }

    /// <summary>
    /// Whether it must hold. A criterion that is not required warns when it fails, and may be missing. Default true.
    /// </summary>
    public bool Required { get; init; } = true;

    /// <summary>
    /// Whether an explanation, which is a non-empty detail of the evidence, makes a failure a warning. Default false.
    /// </summary>
    public bool Explainable { get; init; }
}
