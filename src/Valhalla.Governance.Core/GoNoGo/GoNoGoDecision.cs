namespace Valhalla.Governance;

/// <summary>One recorded decision. It is never changed.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record GoNoGoDecision
{
    /// <summary>Its number, dense from 1.</summary>
    public required long Id { get; init; }

    /// <summary>What was decided.</summary>
    public required GoNoGoOutcome Decision { get; init; }

    /// <summary>The hash of the evaluation that was decided on.</summary>
    public required string Hash { get; init; }

    /// <summary>What that evaluation had found.</summary>
    public required GoNoGoOutcome Outcome { get; init; }

    /// <summary>The name of a decision that a newer build has stored and this one does not know; else null.</summary>
    internal string? StoredDecision { get; init; }

    /// <summary>The same of the outcome.</summary>
    internal string? StoredOutcome { get; init; }

    /// <summary>When that evaluation was made, UTC.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Who decided.</summary>
    public required ChangeAuthor DecidedBy { get; init; }

    /// <summary>When, by the store's clock, UTC.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why.</summary>
    public required string Justification { get; init; }

    /// <summary>Every criterion of the evaluation.</summary>
    public required IReadOnlyList<CriterionResult> Results
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>The signatures under it that counted then.</summary>
    public required IReadOnlyList<SignOff> SignOffs
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>When to look again, UTC.</summary>
    public required DateTimeOffset NextReviewAt { get; init; }

    /// <summary>Until when a GO lets the influence climb, UTC; null for a NO-GO.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
