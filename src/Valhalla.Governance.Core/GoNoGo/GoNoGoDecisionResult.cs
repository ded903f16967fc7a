namespace Valhalla.Governance;

/// <summary>What became of a request to decide.</summary>
public sealed record GoNoGoDecisionResult
{
    /// <summary>The decision; null when refused, and then nothing changed.</summary>
    public GoNoGoDecision? Decision { get; init; }

    /// <summary>Why it was refused; empty when it was recorded.</summary>
    public IReadOnlyList<GoNoGoRefusal> Refusals
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<GoNoGoRefusal>([]);

    /// <summary>The roles without a signature that counts, where that is a reason.</summary>
    public IReadOnlyList<SignOffRole> MissingRoles
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<SignOffRole>([]);

    /// <summary>
    /// The criteria that are a NO-GO: those of a fresh look where the evidence changed, else the evaluation's own.
    /// </summary>
    public IReadOnlyList<CriterionResult> Failing
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<CriterionResult>([]);

    /// <summary>The file the record was written to; null when it could not be, and will be tried again.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Whether the decision was recorded.</summary>
    public bool Ok => Decision is not null;
}
