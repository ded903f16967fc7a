namespace Valhalla.Governance;

/// <summary>Recorded feedback.</summary>
/// <param name="FeedbackId">Its id; 0 when the idempotency key was refused and nothing was stored.</param>
/// <param name="Node">The node with it; null when nothing was stored.</param>
/// <param name="Idempotency">What the idempotency key meant.</param>
public sealed record BuyerFeedbackResult(
    long FeedbackId, LiquidityNode? Node, IdempotencyStatus Idempotency = IdempotencyStatus.Fresh);
