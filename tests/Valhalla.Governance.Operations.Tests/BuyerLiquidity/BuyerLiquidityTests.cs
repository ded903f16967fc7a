using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Operations.Tests.BuyerLiquidity;

public sealed class BuyerLiquidityTests : IDisposable
{
    private static readonly ProvinceCode Ontario = new("ON");
    private static readonly MarketName Toronto = new("TORONTO");
    private static readonly MarketName Ottawa = new("OTTAWA");

    private readonly FakeTimeProvider _time = new();
    private readonly IKpiEmitter _kpi = Substitute.For<IKpiEmitter>();
    private ServiceProvider? _services;

    private IBuyerLiquidity Liquidity => (_services ??= Build()).GetRequiredService<IBuyerLiquidity>();

    public void Dispose() => _services?.Dispose();

    [Fact]
    public async Task Score_EnoughContacts_IsTheMarketsOwn()
    {
        await RecordAsync(Toronto, BuyerFeedbackKind.Contacted, 20);
        await RecordAsync(Toronto, BuyerFeedbackKind.Responded, 12);
        await RecordAsync(Toronto, BuyerFeedbackKind.Closed, 5);
        await RecordAsync(Ottawa, BuyerFeedbackKind.Contacted, 60);

        var score = await Liquidity.GetScoreAsync(Ontario, Toronto);

        Assert.Equal((LiquidityLevel.Market, Toronto, 20), (score.Level, score.Market, score.MinContacts));
        Assert.Equal(50, score.Score, 9); // (60 + 40) · 20 / 40
        Assert.Equal(20, score.N, 9);
        Assert.Equal(20, score.MarketN!.Value, 9);
    }

    [Fact]
    public async Task Score_ThinMarket_IsTheProvincesAndSaysSo()
    {
        await RecordAsync(Toronto, BuyerFeedbackKind.Contacted, 19);
        await RecordAsync(Ottawa, BuyerFeedbackKind.Contacted, 21);
        await RecordAsync(Toronto, BuyerFeedbackKind.Responded, 3);
        await RecordAsync(Ottawa, BuyerFeedbackKind.Responded, 21);
        await RecordAsync(new MarketName("LONDON"), BuyerFeedbackKind.Contacted, 99, "CONDO");
        await RecordAsync(new MarketName("CALGARY"), BuyerFeedbackKind.Contacted, 99, province: "AB");

        var thin = await Liquidity.GetScoreAsync(Ontario, Toronto);
        var unknown = await Liquidity.GetScoreAsync(Ontario, new MarketName("SUDBURY"));
        var asked = await Liquidity.GetScoreAsync(Ontario);

        Assert.All([thin, unknown, asked], score =>
        {
            Assert.Equal(LiquidityLevel.Province, score.Level);
            Assert.Equal(40, score.N, 9);
            Assert.Equal(0.6, score.ResponseRate, 9);
            Assert.Equal(40, score.Score, 9); // 60 · 40 / 60
            Assert.True(score.IsCold);
        });
        Assert.Equal(19, thin.MarketN!.Value, 9);
        Assert.Equal(0, unknown.MarketN);
        Assert.Null(asked.MarketN);
    }

    [Fact]
    public async Task Score_MonthsWithoutFeedback_MarketBecomesThin()
    {
        await RecordAsync(Toronto, BuyerFeedbackKind.Contacted, 39);
        var fresh = await Liquidity.GetScoreAsync(Ontario, Toronto);
        _time.Advance(TimeSpan.FromDays(30));

        var later = await Liquidity.GetScoreAsync(Ontario, Toronto);

        Assert.Equal((LiquidityLevel.Market, LiquidityLevel.Province), (fresh.Level, later.Level));
        Assert.Equal(19.5, later.MarketN!.Value, 9);
    }

    [Fact]
    public async Task Snippet_OfTheDocumentation_GivesTheFiguresOfThePage()
    {
        var score = await Snippets.LiquiditySnippets.ScoreAsync(Liquidity, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(30));
        var later = await Liquidity.GetScoreAsync(Ontario, Toronto);
        _time.Advance(TimeSpan.FromDays(30));
        var thin = await Liquidity.GetScoreAsync(Ontario, Toronto);

        Assert.Equal(70, score.ResponseComponent, 9);
        Assert.Equal(32, score.CloseComponent, 9);
        Assert.Equal(0.75, score.Weight, 9);
        Assert.Equal(76.5, score.Score, 9);
        Assert.Equal(61.2, later.Score, 9);
        Assert.Equal((LiquidityLevel.Province, 15.0), (thin.Level, Math.Round(thin.N, 9)));
    }

    [Fact]
    public async Task Score_NoFeedbackAtAll_IsZeroAndCold()
    {
        var score = await Liquidity.GetScoreAsync(new ProvinceCode("YT"), Toronto, new PropertyType("CONDO"));

        Assert.Equal((0, 0, 0, 0, true), (score.Score, score.N, score.ResponseRate, score.CloseRate, score.IsCold));
    }

    [Fact]
    public async Task Nodes_SeveralMarkets_RatesEachAndOverAll()
    {
        await RecordAsync(Toronto, BuyerFeedbackKind.Contacted, 30);
        await RecordAsync(Toronto, BuyerFeedbackKind.Responded, 21);
        await RecordAsync(Ottawa, BuyerFeedbackKind.Contacted, 10);
        await RecordAsync(Ottawa, BuyerFeedbackKind.Closed, 4);

        var page = await Liquidity.GetNodesAsync(new LiquidityNodeQuery { Limit = 1 });

        var node = Assert.Single(page.Nodes);
        Assert.Equal((Ottawa, 14), (node.Market, node.Events));
        Assert.Equal((0.4, 0.4), (node.ResponseRate, node.CloseRate));
        Assert.Equal(25.0 / 40, page.AvgResponseRate, 9);
        Assert.Equal(4.0 / 40, page.AvgCloseRate, 9);
    }

    [Theory]
    [InlineData(BuyerFeedbackKind.Contacted, null)]
    [InlineData(BuyerFeedbackKind.Responded, true)]
    [InlineData(BuyerFeedbackKind.Closed, true)]
    [InlineData(BuyerFeedbackKind.Declined, false)]
    public async Task RecordFeedback_Kind_EmitsItsKpi(BuyerFeedbackKind kind, bool? success)
    {
        var result = await Liquidity.RecordFeedbackAsync(
            new BuyerFeedbackRequest(Ontario, Toronto, kind) { Actor = "va1", CorrelationId = "deal-7" });

        _kpi.Received(1).Emit(new KpiEvent
        {
            Domain = new DomainName("BUYER_LIQUIDITY"),
            Metric = new MetricName("buyer_feedback"),
            Success = success,
            Actor = "va1",
            CorrelationId = "deal-7",
            DetailJson = $"{{\"feedback_id\":{result.FeedbackId},\"kind\":\"{WireNames.CapitalsOf(kind)}\","
                + "\"province\":\"ON\",\"market\":\"TORONTO\",\"property_type\":\"SFR\"}",
        });
    }

    [Fact]
    public async Task RecordFeedback_SameKeyAgain_ReplaysTheAnswerOfThen()
    {
        var request = new BuyerFeedbackRequest(Ontario, Toronto, BuyerFeedbackKind.Closed) { IdempotencyKey = "k" };
        var first = await Liquidity.RecordFeedbackAsync(request);
        await RecordAsync(Toronto, BuyerFeedbackKind.Contacted, 3);
        _time.Advance(TimeSpan.FromHours(1));

        var again = await Liquidity.RecordFeedbackAsync(request);
        var other = await Liquidity.RecordFeedbackAsync(request with { Kind = BuyerFeedbackKind.Declined });

        Assert.Equal(first with { Idempotency = IdempotencyStatus.Replayed }, again);
        Assert.Equal(new BuyerFeedbackResult(0, null, IdempotencyStatus.KeyReused), other);
        Assert.Equal(4, (await Liquidity.GetNodesAsync(new LiquidityNodeQuery())).Nodes.Single().Events);
        _kpi.ReceivedWithAnyArgs(4).Emit(default);
    }

    [Fact]
    public async Task RecordFeedback_OutOfRange_NothingStored()
    {
        var valid = new BuyerFeedbackRequest(Ontario, Toronto, BuyerFeedbackKind.Closed);
        foreach (var request in new[]
        {
            valid with { Province = default }, valid with { Market = default }, valid with { PropertyType = default },
            valid with { Kind = (BuyerFeedbackKind)9 }, valid with { BuyerId = "" }, valid with { Actor = "a\n" },
            valid with { DetailJson = "{" }, valid with { IdempotencyKey = new string('k', 256) },
        })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Liquidity.RecordFeedbackAsync(request));
        }

        Assert.Empty((await Liquidity.GetNodesAsync(new LiquidityNodeQuery())).Nodes);
        _kpi.DidNotReceiveWithAnyArgs().Emit(default);
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedWithTheirId()
    {
        var validator = new BuyerLiquidityOptionsValidator();

        var refused = validator.Validate(null, new BuyerLiquidityOptions { MinContacts = -1 });

        Assert.Contains("VG1201", refused.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("MinContacts", refused.FailureMessage, StringComparison.Ordinal);
        Assert.Equal(ValidateOptionsResult.Success, validator.Validate(null, new BuyerLiquidityOptions()));
    }

    private async Task RecordAsync(
        MarketName market, BuyerFeedbackKind kind, int times, string type = "SFR", string province = "ON")
    {
        for (var i = 0; i < times; i++)
        {
            await Liquidity.RecordFeedbackAsync(new BuyerFeedbackRequest(new ProvinceCode(province), market, kind)
            {
                PropertyType = new PropertyType(type),
            });
        }
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(_kpi);
        services.AddLogging();
        services.AddValhallaCore().AddValhallaOperations();
        return services.BuildServiceProvider();
    }
}
