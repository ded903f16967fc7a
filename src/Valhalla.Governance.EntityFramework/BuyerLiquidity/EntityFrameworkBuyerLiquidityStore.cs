using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.EntityFramework.BuyerLiquidity;

/// <summary>Feedback and nodes in tables, over any provider.</summary>
internal sealed class EntityFrameworkBuyerLiquidityStore(IStoreDialect dialect, StoreRetry retry, KeylessWrites writes)
    : IBuyerLiquidityStore
{
    public ValueTask<FeedbackAppendResult> AppendAsync(
        BuyerFeedback feedback,
        IdempotencyTicket? ticket,
        Func<long, StoredLiquidityNode, string> answerJson,
        CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, feedback, ticket, answerJson),
            static async (db, state, token) =>
            {
                if (state.ticket is { } ticket
                    && !await state.dialect.TryTakeKeyAsync(db, ticket, state.feedback.CreatedAt, token))
                {
                    return new FeedbackAppendResult(0, null, await StoredAnswers.ReadAsync(db, ticket, token));
                }

                var row = BuyerFeedbackEventRow.Of(state.feedback);
                db.BuyerFeedbackEvents.Add(row);
                await db.SaveChangesAsync(token);

                // Last, because other writers of the node wait for its row from here on.
                await state.dialect.AddFeedbackAsync(db, state.feedback, token);
                var node = (await NodeQuery(db, state.feedback.Node).SingleAsync(token)).ToNode();
                if (state.ticket is { } taken)
                {
                    await StoredAnswers.WriteAsync(db, taken, state.answerJson(row.Id, node), token);
                }
                return new FeedbackAppendResult(row.Id, node, null);
            },
            cancellationToken);

    public ValueTask<StoredLiquidityNode?> FindNodeAsync(LiquidityNodeKey key, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, key),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var row = await NodeQuery(db, state.key).SingleOrDefaultAsync(token);
                return row?.ToNode();
            },
            cancellationToken);

    public ValueTask<LiquiditySums> SumNodesAsync(
        ProvinceCode? province, PropertyType? propertyType, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, province, propertyType),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                return await SumQuery(db, state.province, state.propertyType).SingleOrDefaultAsync(token);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<StoredLiquidityNode>> ListNodesAsync(
        LiquidityNodeQuery query, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = Matching(db, state.query.Province, state.query.PropertyType);
                if (state.query.After is { } after)
                {
                    var (province, market, type) =
                        (after.Province.Value, after.Market.Value, after.PropertyType.Value);
#pragma warning disable CA1309 // The database compares; only this overload translates.
                    rows = rows.Where(row => string.Compare(row.Province, province) > 0
                        || (row.Province == province && (string.Compare(row.Market, market) > 0
                            || (row.Market == market && string.Compare(row.PropertyType, type) > 0))));
#pragma warning restore CA1309
                }

                var found = await rows
                    .OrderBy(row => row.Province).ThenBy(row => row.Market).ThenBy(row => row.PropertyType)
                    .Take(state.query.Limit)
                    .ToListAsync(token);
                return (IReadOnlyList<StoredLiquidityNode>)found.ConvertAll(row => row.ToNode());
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<BuyerFeedback>> ListEventsAsync(
        LiquidityNodeKey key, int limit, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, key, limit),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var (province, market, type) =
                    (state.key.Province.Value, state.key.Market.Value, state.key.PropertyType.Value);
                var found = await db.BuyerFeedbackEvents.AsNoTracking()
                    .Where(row => row.Province == province && row.Market == market && row.PropertyType == type)
                    .OrderByDescending(row => row.Id)
                    .Take(state.limit)
                    .ToListAsync(token);
                return (IReadOnlyList<BuyerFeedback>)found.ConvertAll(row => row.ToFeedback());
            },
            cancellationToken);

    /// <summary>What <see cref="FindNodeAsync"/> asks.</summary>
    public static IQueryable<BuyerLiquidityNodeRow> NodeQuery(ValhallaDbContext db, LiquidityNodeKey key)
    {
        var (province, market, type) = (key.Province.Value, key.Market.Value, key.PropertyType.Value);
        return db.BuyerLiquidityNodes.AsNoTracking()
            .Where(row => row.Province == province && row.Market == market && row.PropertyType == type);
    }

    /// <summary>
    /// What <see cref="SumNodesAsync"/> asks, with <see cref="LiquidityRules.Consistent"/> in SQL; no row without
    /// nodes.
    /// </summary>
    public static IQueryable<LiquiditySums> SumQuery(
        ValhallaDbContext db, ProvinceCode? province, PropertyType? propertyType) =>
        Matching(db, province, propertyType)
            .GroupBy(static _ => 1)
            .Select(static all => new LiquiditySums(
                all.Sum(row => row.Contacts >= row.Responses && row.Contacts >= row.Closes ? row.Contacts
                    : row.Responses >= row.Closes ? row.Responses : row.Closes),
                all.Sum(row => row.Responses >= row.Closes ? row.Responses : row.Closes),
                all.Sum(row => row.Closes)));

    private static IQueryable<BuyerLiquidityNodeRow> Matching(
        ValhallaDbContext db, ProvinceCode? province, PropertyType? propertyType)
    {
        var rows = db.BuyerLiquidityNodes.AsNoTracking();
        if (province is { } only)
        {
            var name = only.Value;
            rows = rows.Where(row => row.Province == name);
        }

        if (propertyType is { } type)
        {
            var name = type.Value;
            rows = rows.Where(row => row.PropertyType == name);
        }

        return rows;
    }
}
