namespace Valhalla.Governance;

/// <summary>How a unit came out under both policies, for comparison. Immutable.</summary>
/// <param name="UnitKey">
/// The unit that <see cref="IInfluenceRamp.Decide"/> was asked about, 1 to 200 characters. Only a hash of it is kept.
/// </param>
/// <param name="Decision">What it answered: whose decision counted.</param>
public sealed record RampObservation(string UnitKey, InfluenceDecision Decision)
{
    /// <summary>What the incumbent decided, 1 to 200 characters; null when it was not asked.</summary>
    public string? IncumbentOutcome { get; init; }

    /// <summary>What the governed policy decided, 1 to 200 characters; null when it was not asked.</summary>
    public string? CandidateOutcome { get; init; }

    /// <summary>What the incumbent's decision was worth, finite; null when that is not known.</summary>
    public double? IncumbentValue { get; init; }

    /// <summary>What the governed policy's decision was worth, finite; null when that is not known.</summary>
    public double? CandidateValue { get; init; }

    /// <summary>
    /// The step in which it was decided (<see cref="InfluenceState.Step"/>); null means the present one. Name it where
    /// the outcome is known only later.
    /// </summary>
    public long? Step { get; init; }

    /// <summary>What joins it to other records, at most 200 characters; null for none.</summary>
    public string? CorrelationId { get; init; }
}
