namespace Valhalla.Governance;

/// <summary>All criteria as the evidence stood at one moment, with the signatures under it.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record GoNoGoEvaluation
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>SHA-256 over everything that was decided on, lower-case hex. Signatures are bound to it.</summary>
    public required string Hash { get; init; }

    /// <summary>What came out.</summary>
    public required GoNoGoOutcome Outcome { get; init; }

    /// <summary>The name of an outcome that a newer build has stored and this one does not know; else null.</summary>
    internal string? StoredOutcome { get; init; }

    /// <summary>When, by the store's clock, UTC.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>From when on it can no longer be decided GO on, UTC.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>Who asked for it.</summary>
    public required ChangeAuthor EvaluatedBy { get; init; }

    /// <summary>Every criterion with what the evidence said, in the order of the board.</summary>
    public required IReadOnlyList<CriterionResult> Results
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>The signatures that count now.</summary>
    public IReadOnlyList<SignOff> SignOffs
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<SignOff>([]);

    /// <summary>The roles that no counting signature fills.</summary>
    public IEnumerable<SignOffRole> MissingRoles => TextList.Of<SignOffRole>(
        [.. Enum.GetValues<SignOffRole>().Where(role => SignOffs.All(signed => signed.Role != role))]);

    /// <summary>The criteria that make it a NO-GO.</summary>
    public IEnumerable<string> Failing => TextList.Of<string>(
        [.. Results.Where(static r => r.IsNoGo).Select(static r => r.Criterion.Id)]);
}
