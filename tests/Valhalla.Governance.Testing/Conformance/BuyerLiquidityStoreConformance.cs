using System.Globalization;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IBuyerLiquidityStore"/> does.</summary>
public abstract class BuyerLiquidityStoreConformance : StoreConformance
{
    private static readonly PropertyType House = new("SFR");
    private static readonly LiquidityNodeKey Toronto = new(new ProvinceCode("ON"), new MarketName("TORONTO"), House);
    private static readonly LiquidityNodeKey Ottawa = Toronto with { Market = new MarketName("OTTAWA") };
    private static readonly LiquidityNodeKey Condos = Toronto with { PropertyType = new PropertyType("CONDO") };
    private static readonly LiquidityNodeKey Calgary = new(new ProvinceCode("AB"), new MarketName("CALGARY"), House);
    private static readonly DateTimeOffset At = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);

    private IBuyerLiquidityStore Liquidity => Store.BuyerLiquidity;

    [ConformanceFact]
    public async Task Append_EveryField_ReadAsItWasAppended()
    {
        var feedback = Feedback(Toronto, BuyerFeedbackKind.Declined, At.AddTicks(1_234_560)) with
        {
            BuyerId = "buyer-7",
            CorrelationId = "deal-7",
            DetailJson = "{\"why\":\"price\"}",
        };

        var appended = await AppendAsync(feedback);

        Assert.True(appended.Id > 0);
        Assert.Equal(
            [feedback with { Id = appended.Id }],
            await Liquidity.ListEventsAsync(Toronto, 10, CancellationToken.None));
        Assert.Empty(await Liquidity.ListEventsAsync(Ottawa, 10, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Append_KindsAndTimesInAnyOrder_NodeIsTheFoldOverItsEvents()
    {
        foreach (var (kind, days) in new[]
        {
            (BuyerFeedbackKind.Closed, 40), (BuyerFeedbackKind.Contacted, 0), (BuyerFeedbackKind.Responded, 90),
            (BuyerFeedbackKind.Declined, 7), (BuyerFeedbackKind.Contacted, 365), (BuyerFeedbackKind.Contacted, 3),
        })
        {
            var appended = await AppendAsync(Feedback(Toronto, kind, At.AddDays(days)));
            Assert.Equal(await Liquidity.FindNodeAsync(Toronto, CancellationToken.None), appended.Node);
        }

        await AppendAsync(Feedback(Ottawa, BuyerFeedbackKind.Contacted, At));
        await AssertFoldAsync(Toronto, 6, At.AddDays(365));
        await AssertFoldAsync(Ottawa, 1, At);
        Assert.Null(await Liquidity.FindNodeAsync(Condos, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Append_SixteenAtOnce_LosesNothing()
    {
        const int each = 25;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await AppendAsync(Feedback(
                    i % 5 == 0 ? Ottawa : Toronto, (BuyerFeedbackKind)(i % 4), At.AddMinutes((worker * each) + i)));
            }
        })));

        await AssertFoldAsync(Toronto, 16 * 20, At.AddMinutes((16 * each) - 1));
        await AssertFoldAsync(Ottawa, 16 * 5, At.AddMinutes((15 * each) + 20));
    }

    [ConformanceFact]
    public async Task Append_SameKeyRacing_OneStoredAndAllGetItsAnswer()
    {
        var ticket = new IdempotencyTicket("liquidity", "key", new string('c', 64));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await AppendAsync(Feedback(Toronto, BuyerFeedbackKind.Closed, At), ticket))));

        var stored = Assert.Single(results, result => result.Earlier is null);
        Assert.Equal(1, stored.Node!.Events);
        Assert.All(results.Where(result => result.Earlier is not null), result => Assert.Equal(
            (0L, null, Answer(stored.Id, stored.Node)), (result.Id, result.Node, result.Earlier!.AnswerJson)));
        await AssertFoldAsync(Toronto, 1, At);
    }

    [ConformanceFact]
    public async Task Append_AnswerCannotBeMade_NothingStoredAndTheKeyIsFree()
    {
        var ticket = new IdempotencyTicket("liquidity", "key", new string('c', 64));
        var feedback = Feedback(Toronto, BuyerFeedbackKind.Closed, At);

        await Assert.ThrowsAsync<NotSupportedException>(async () => await Liquidity.AppendAsync(
            feedback, ticket, static (_, _) => throw new NotSupportedException(), CancellationToken.None));

        Assert.Null(await Liquidity.FindNodeAsync(Toronto, CancellationToken.None));
        Assert.Empty(await Liquidity.ListEventsAsync(Toronto, 10, CancellationToken.None));
        Assert.Null((await AppendAsync(feedback, ticket)).Earlier);
    }

    [ConformanceFact]
    public async Task SumNodes_Filters_AddTheConsistentNodesThatMatch()
    {
        foreach (var node in new[] { Toronto, Ottawa, Condos, Calgary })
        {
            await AppendAsync(Feedback(node, BuyerFeedbackKind.Contacted, LiquidityDecay.Landmark));
        }

        await AppendAsync(Feedback(Ottawa, BuyerFeedbackKind.Responded, LiquidityDecay.Landmark.AddDays(30)));
        await AppendAsync(Feedback(Calgary, BuyerFeedbackKind.Closed, LiquidityDecay.Landmark.AddDays(-30)));

        Assert.Equal(new LiquiditySums(5, 2.5, 0.5), await SumAsync(null, null));
        Assert.Equal(new LiquiditySums(4, 2, 0), await SumAsync(Toronto.Province, null));
        Assert.Equal(new LiquiditySums(3, 2, 0), await SumAsync(Toronto.Province, House));
        Assert.Equal(new LiquiditySums(1, 0.5, 0.5), await SumAsync(Calgary.Province, House));
        Assert.Equal(default, await SumAsync(new ProvinceCode("YT"), null));
    }

    [ConformanceFact]
    public async Task ListNodes_PageByPage_EachNodeOnceInOrder()
    {
        foreach (var node in new[] { Toronto, Ottawa, Condos, Calgary })
        {
            await AppendAsync(Feedback(node, BuyerFeedbackKind.Contacted, At));
        }

        var listed = new List<LiquidityNodeKey>();
        var query = new LiquidityNodeQuery { Limit = 1 };
        while (await Liquidity.ListNodesAsync(query, CancellationToken.None) is [var node])
        {
            listed.Add(node.Key);
            query = query with { After = node.Key };
        }

        Assert.Equal([Calgary, Ottawa, Condos, Toronto], listed);
        var houses = await Liquidity.ListNodesAsync(
            new LiquidityNodeQuery { Province = Toronto.Province, PropertyType = House }, CancellationToken.None);
        Assert.Equal([Ottawa, Toronto], houses.Select(node => node.Key));
    }

    private static string Answer(long id, StoredLiquidityNode node) =>
        string.Create(CultureInfo.InvariantCulture, $"{id} {node.Events}");

    private static BuyerFeedback Feedback(LiquidityNodeKey node, BuyerFeedbackKind kind, DateTimeOffset at) => new()
    {
        Kind = kind,
        Node = node,
        Actor = "va1",
        CreatedAt = at,
    };

    private async Task<FeedbackAppendResult> AppendAsync(BuyerFeedback feedback, IdempotencyTicket? ticket = null) =>
        await Liquidity.AppendAsync(feedback, ticket, Answer, CancellationToken.None);

    private async Task<LiquiditySums> SumAsync(ProvinceCode? province, PropertyType? type) =>
        await Liquidity.SumNodesAsync(province, type, CancellationToken.None);

    /// <summary>The node is what its stored events add up to, up to the rounding of their order.</summary>
    private async Task AssertFoldAsync(LiquidityNodeKey key, int count, DateTimeOffset updatedAt)
    {
        var events = await Liquidity.ListEventsAsync(key, 10_000, CancellationToken.None);
        var node = await Liquidity.FindNodeAsync(key, CancellationToken.None);
        var fold = events.Aggregate(default(LiquiditySums), static (sum, found) => sum + found.Sums);

        Assert.Equal(count, events.Count);
        Assert.Equal(events.Select(found => found.Id).OrderDescending(), events.Select(found => found.Id));
        Assert.Equal((count, updatedAt), (node!.Events, node.UpdatedAt));
        AssertClose(fold.Contacts, node.Sums.Contacts);
        AssertClose(fold.Responses, node.Sums.Responses);
        AssertClose(fold.Closes, node.Sums.Closes);
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected * (1 - 1e-12), expected * (1 + 1e-12));
}
