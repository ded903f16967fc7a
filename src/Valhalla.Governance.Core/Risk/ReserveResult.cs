namespace Valhalla.Governance;

/// <summary>The answer to a reservation.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record ReserveResult
{
    /// <summary>The answer.</summary>
    public required ReserveStatus Status { get; init; }

    /// <summary>The engine asked for.</summary>
    public required EngineName Engine { get; init; }

    /// <summary>The amount asked for.</summary>
    public required Money Amount { get; init; }

    /// <summary>The reservation; null when denied or in a dry check.</summary>
    public ReservationId? ReservationId { get; init; }

    /// <summary>Every limit that would be passed, the engine's first.</summary>
    public IReadOnlyList<LimitViolation> Violations
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<LimitViolation>([]);

    /// <summary>Whose policy denied, when the status is about a policy.</summary>
    public EngineName? DeniedBy { get; init; }

    /// <summary>Whether this is the stored answer of an earlier request with the same key.</summary>
    public bool IsReplay { get; init; }

    /// <summary>The status as a stable code, such as <c>would_exceed_policy</c>; the same as over HTTP.</summary>
    public string Code => WireNames.Of(Status);

    /// <summary>Whether the amount is reserved, or would be in a dry check.</summary>
    public bool IsGranted => Status == ReserveStatus.Granted;
}
