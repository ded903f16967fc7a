namespace Valhalla.Governance;

/// <summary>What became of a batch of KPI events.</summary>
/// <param name="Ids">The ids, in the order of the events; empty when the key was refused.</param>
/// <param name="Idempotency">What the idempotency key meant.</param>
public sealed record KpiBatchResult(IReadOnlyList<long> Ids, IdempotencyStatus Idempotency)
{
    /// <summary>The ids, in the order of the events; empty when the key was refused.</summary>
    public IReadOnlyList<long> Ids
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Ids);
}
