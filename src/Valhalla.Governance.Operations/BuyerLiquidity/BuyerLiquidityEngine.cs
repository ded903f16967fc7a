using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <inheritdoc cref="IBuyerLiquidity" />
internal sealed class BuyerLiquidityEngine(
    IBuyerLiquidityStore store,
    IKpiEmitter kpi,
    BuyerLiquidityMetrics metrics,
    IOptions<BuyerLiquidityOptions> options,
    IStoreClock clock) : IBuyerLiquidity
{
    private readonly int _minContacts = options.Value.MinContacts;
    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    public async ValueTask<BuyerFeedbackResult> RecordFeedbackAsync(
        BuyerFeedbackRequest request, CancellationToken cancellationToken)
    {
        FeedbackRequests.Validate(request);
        if (request.IdempotencyKey is { } key && !_inFlight.TryAdd(key, 0))
        {
            return new BuyerFeedbackResult(0, null, IdempotencyStatus.InFlight);
        }

        try
        {
            return await StoreAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (request.IdempotencyKey is { } used)
            {
                _inFlight.TryRemove(used, out _);
            }
        }
    }

    public async ValueTask<LiquidityNodePage> GetNodesAsync(
        LiquidityNodeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1_000, nameof(query));
        var nodes = await store.ListNodesAsync(query, cancellationToken).ConfigureAwait(false);
        var sums = await store.SumNodesAsync(query.Province, query.PropertyType, cancellationToken)
            .ConfigureAwait(false);
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        var all = LiquidityRules.Consistent(LiquidityDecay.At(sums, now));
        return new LiquidityNodePage(
            [.. nodes.Select(node => LiquidityRules.NodeOf(node, now))],
            LiquidityRules.RateOf(all.Responses, all.Contacts),
            LiquidityRules.RateOf(all.Closes, all.Contacts));
    }

    public async ValueTask<LiquidityScore> GetScoreAsync(
        ProvinceCode province, MarketName? market, PropertyType? propertyType, CancellationToken cancellationToken)
    {
        if (province.Value.Length == 0)
        {
            throw new ArgumentException(ProvinceCode.Remedy, nameof(province));
        }

        var type = propertyType ?? LiquidityRules.DefaultPropertyType;
        var score = await ScoreAsync(province, market, type, cancellationToken).ConfigureAwait(false);
        metrics.Scored(score);
        return score;
    }

    private async ValueTask<LiquidityScore> ScoreAsync(
        ProvinceCode province, MarketName? market, PropertyType type, CancellationToken cancellationToken)
    {
        double? marketN = null;
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        if (market is { } name)
        {
            var node = await store.FindNodeAsync(new LiquidityNodeKey(province, name, type), cancellationToken)
                .ConfigureAwait(false);
            var own = LiquidityDecay.At(node?.Sums ?? default, now);
            marketN = LiquidityRules.Consistent(own).Contacts;
            if (marketN >= _minContacts)
            {
                return LiquidityRules.ScoreOf(
                    province, market, type, LiquidityLevel.Market, own, marketN, _minContacts);
            }
        }

        var sums = await store.SumNodesAsync(province, type, cancellationToken).ConfigureAwait(false);
        return LiquidityRules.ScoreOf(
            province,
            market,
            type,
            LiquidityLevel.Province,
            LiquidityDecay.At(sums, now),
            marketN,
            _minContacts);
    }

    private async ValueTask<BuyerFeedbackResult> StoreAsync(
        BuyerFeedbackRequest request, CancellationToken cancellationToken)
    {
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var ticket = FeedbackRequests.TicketOf(request);
        var appended = await store.AppendAsync(
            FeedbackOf(request, now),
            ticket,
            (id, node) => JsonSerializer.Serialize(
                StoredFeedbackAnswer.Of(id, LiquidityRules.NodeOf(node, now)),
                BuyerLiquidityJsonContext.Default.StoredFeedbackAnswer),
            cancellationToken).ConfigureAwait(false);
        if (appended.Earlier is { } earlier)
        {
            return string.Equals(earlier.RequestHash, ticket!.RequestHash, StringComparison.Ordinal)
                ? ReadAnswer(earlier.AnswerJson)
                : new BuyerFeedbackResult(0, null, IdempotencyStatus.KeyReused);
        }

        Report(appended.Id, request);
        return new BuyerFeedbackResult(appended.Id, LiquidityRules.NodeOf(appended.Node!, now));
    }

    // Not durable: the event is in the store, and its KPI is worth no second wait.
    private void Report(long id, BuyerFeedbackRequest request)
    {
        metrics.Recorded(request.Province, request.Kind);
        kpi.Emit(BuyerLiquidityKpi.Of(id, request));
    }

    private static BuyerFeedback FeedbackOf(BuyerFeedbackRequest request, DateTimeOffset now) => new()
    {
        Kind = request.Kind,
        Node = new LiquidityNodeKey(request.Province, request.Market, request.PropertyType),
        BuyerId = request.BuyerId,
        Actor = request.Actor,
        CorrelationId = request.CorrelationId,
        DetailJson = request.DetailJson,
        CreatedAt = now,
    };

    private static BuyerFeedbackResult ReadAnswer(string json)
    {
        var answer = JsonSerializer.Deserialize(json, BuyerLiquidityJsonContext.Default.StoredFeedbackAnswer)!;
        return new BuyerFeedbackResult(answer.Id, answer.ToNode(), IdempotencyStatus.Replayed);
    }
}
