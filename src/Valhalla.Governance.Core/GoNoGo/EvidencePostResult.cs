namespace Valhalla.Governance;

/// <summary>What became of posted observations.</summary>
/// <param name="Count">How many are recorded: all of them, or none.</param>
/// <param name="Reserved">Signals that only the system observes; where there are any, nothing was recorded.</param>
/// <param name="Idempotency">What the idempotency key meant.</param>
public sealed record EvidencePostResult(
    int Count, IReadOnlyList<SignalName> Reserved, IdempotencyStatus Idempotency)
{
    /// <summary>Signals that only the system observes; where there are any, nothing was recorded.</summary>
    public IReadOnlyList<SignalName> Reserved
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Reserved);
}
