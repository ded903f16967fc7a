using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Feedback events and the nodes that sum them.</summary>
internal interface IBuyerLiquidityStore
{
    /// <summary>
    /// Stores an event, adds it to its node, and with a ticket stores the answer to it, in one transaction.
    /// </summary>
    /// <param name="feedback">With id 0.</param>
    /// <param name="ticket">The idempotency key, if any.</param>
    /// <param name="answerJson">Makes the answer to keep from the new id and the node with the event.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    ValueTask<FeedbackAppendResult> AppendAsync(
        BuyerFeedback feedback,
        IdempotencyTicket? ticket,
        Func<long, StoredLiquidityNode, string> answerJson,
        CancellationToken cancellationToken);

    ValueTask<StoredLiquidityNode?> FindNodeAsync(LiquidityNodeKey key, CancellationToken cancellationToken);

    /// <summary>
    /// The sum of the nodes' sums, each made consistent first: a contact that one market has recorded does not stand in
    /// for one that another has not. Null filters match everything.
    /// </summary>
    ValueTask<LiquiditySums> SumNodesAsync(
        ProvinceCode? province, PropertyType? propertyType, CancellationToken cancellationToken);

    /// <summary>Nodes by province, market and property type, as the store compares text.</summary>
    ValueTask<IReadOnlyList<StoredLiquidityNode>> ListNodesAsync(
        LiquidityNodeQuery query, CancellationToken cancellationToken);

    /// <summary>The events of a node, newest first.</summary>
    ValueTask<IReadOnlyList<BuyerFeedback>> ListEventsAsync(
        LiquidityNodeKey key, int limit, CancellationToken cancellationToken);
}
