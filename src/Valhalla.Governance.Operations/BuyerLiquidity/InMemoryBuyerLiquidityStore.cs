using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Feedback and nodes in memory.</summary>
internal sealed class InMemoryBuyerLiquidityStore(InMemoryDatabase database) : IBuyerLiquidityStore
{
    private readonly List<BuyerFeedback> _events = [];
    private readonly SortedDictionary<LiquidityNodeKey, StoredLiquidityNode> _nodes = new(NodeOrder);

    private static Comparer<LiquidityNodeKey> NodeOrder { get; } = Comparer<LiquidityNodeKey>.Create(
        static (left, right) =>
            left.Province.CompareTo(right.Province) is not 0 and var byProvince ? byProvince
            : left.Market.CompareTo(right.Market) is not 0 and var byMarket ? byMarket
            : left.PropertyType.CompareTo(right.PropertyType));

    public ValueTask<FeedbackAppendResult> AppendAsync(
        BuyerFeedback feedback,
        IdempotencyTicket? ticket,
        Func<long, StoredLiquidityNode, string> answerJson,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (ticket is not null && database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
            {
                return ValueTask.FromResult(new FeedbackAppendResult(0, null, earlier));
            }

            var id = _events.Count + 1L;
            var node = Added(feedback);
            if (ticket is not null)
            {
                // Made first: when it throws, nothing is stored.
                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answerJson(id, node)));
            }

            _events.Add(feedback with { Id = id });
            _nodes[feedback.Node] = node;
            return ValueTask.FromResult(new FeedbackAppendResult(id, node, null));
        }
    }

    public ValueTask<StoredLiquidityNode?> FindNodeAsync(LiquidityNodeKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(_nodes.GetValueOrDefault(key));
        }
    }

    public ValueTask<LiquiditySums> SumNodesAsync(
        ProvinceCode? province, PropertyType? propertyType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(
                Matching(province, propertyType).Aggregate(
                    default(LiquiditySums), static (sum, node) => sum + LiquidityRules.Consistent(node.Sums)));
        }
    }

    public ValueTask<IReadOnlyList<StoredLiquidityNode>> ListNodesAsync(
        LiquidityNodeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<StoredLiquidityNode>>(
            [
                .. Matching(query.Province, query.PropertyType)
                    .Where(node => query.After is not { } after || NodeOrder.Compare(node.Key, after) > 0)
                    .Take(query.Limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<BuyerFeedback>> ListEventsAsync(
        LiquidityNodeKey key, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<BuyerFeedback>>(
                [.. Enumerable.Reverse(_events).Where(found => found.Node == key).Take(limit)]);
        }
    }

    private IEnumerable<StoredLiquidityNode> Matching(ProvinceCode? province, PropertyType? propertyType) =>
        _nodes.Values.Where(node =>
            (province is not { } only || node.Key.Province == only)
            && (propertyType is not { } type || node.Key.PropertyType == type));

    private StoredLiquidityNode Added(BuyerFeedback feedback)
    {
        var at = feedback.CreatedAt;
        return _nodes.TryGetValue(feedback.Node, out var node)
            ? node with
            {
                Sums = node.Sums + feedback.Sums,
                Events = node.Events + 1,
                UpdatedAt = at > node.UpdatedAt ? at : node.UpdatedAt,
            }
            : new StoredLiquidityNode(feedback.Node, feedback.Sums, 1, at);
    }
}
