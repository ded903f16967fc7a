namespace Valhalla.Governance;

/// <summary>What became of posted counts.</summary>
/// <param name="Count">How many were added; 0 when any was refused, or the key.</param>
/// <param name="Errors">The counts that were refused; empty when all were added.</param>
/// <param name="Idempotency">What the idempotency key meant.</param>
public sealed record SloPostResult(
    int Count, IReadOnlyList<SloPostError> Errors, IdempotencyStatus Idempotency = IdempotencyStatus.Fresh)
{
    /// <summary>The counts that were refused; empty when all were added.</summary>
    public IReadOnlyList<SloPostError> Errors
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Errors);
}
