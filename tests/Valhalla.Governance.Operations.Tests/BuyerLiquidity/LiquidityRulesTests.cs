using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.Operations.Tests.BuyerLiquidity;

public sealed class LiquidityRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);
    private static readonly LiquidityNodeKey Toronto =
        new(new ProvinceCode("ON"), new MarketName("TORONTO"), new PropertyType("SFR"));

    // Targets 60 % responses and 25 % closes: the seeds' success metrics. Each figure worked out by hand.
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0, true)]
    [InlineData(100, 0, 0, 0, 0, 0.833333333333, 0, true)]
    [InlineData(100, 30, 10, 0.3, 0.1, 0.833333333333, 38.3333333333, true)] // (30 + 16) · 100 / 120
    [InlineData(100, 60, 25, 0.6, 0.25, 0.833333333333, 83.3333333333, false)] // (60 + 40) · 100 / 120
    [InlineData(20, 12, 5, 0.6, 0.25, 0.5, 50, false)] // at the targets, half the weight: exactly not cold
    [InlineData(980, 588, 245, 0.6, 0.25, 0.98, 98, false)] // near 100 at the targets with plenty of data
    [InlineData(980, 980, 980, 1, 1, 0.98, 254.8, false)] // (100 + 160) · 0.98
    [InlineData(80, 80, 0, 1, 0, 0.8, 80, false)] // responses alone: 100 · 0.8
    public void ScoreOf_Sums_IsTheFormula(
        double contacts,
        double responses,
        double closes,
        double responseRate,
        double closeRate,
        double weight,
        double score,
        bool cold)
    {
        var scored = Score(new LiquiditySums(contacts, responses, closes));

        Assert.Equal(responseRate, scored.ResponseRate, 10);
        Assert.Equal(closeRate, scored.CloseRate, 10);
        Assert.Equal(contacts, scored.N);
        Assert.Equal(weight, scored.Weight, 10);
        Assert.Equal(score, scored.Score, 10);
        Assert.Equal(score, (scored.ResponseComponent + scored.CloseComponent) * scored.Weight, 10);
        Assert.Equal(100 * responseRate, scored.ResponseComponent, 10);
        Assert.Equal(160 * closeRate, scored.CloseComponent, 10);
        Assert.Equal(cold, scored.IsCold);
    }

    [Theory]
    [InlineData(10, 12, 3, 12, 12, 3)] // responses that nobody recorded a contact for
    [InlineData(10, 2, 5, 10, 5, 5)] // a close implies a response
    [InlineData(0, 0, 4, 4, 4, 4)]
    [InlineData(10, 6, 2, 10, 6, 2)]
    public void Consistent_StagesLeftOut_AreImplied(
        double contacts, double responses, double closes, double n, double answered, double closed) => Assert.Equal(
        new LiquiditySums(n, answered, closed),
        LiquidityRules.Consistent(new LiquiditySums(contacts, responses, closes)));

    [Theory]
    [InlineData(BuyerFeedbackKind.Contacted, 3, 0, 0)]
    [InlineData(BuyerFeedbackKind.Responded, 0, 3, 0)]
    [InlineData(BuyerFeedbackKind.Closed, 0, 0, 3)]
    [InlineData(BuyerFeedbackKind.Declined, 0, 0, 0)]
    public void SumsOf_Kind_AddsToItsOwnSum(
        BuyerFeedbackKind kind, double contacts, double responses, double closes) => Assert.Equal(
        new LiquiditySums(contacts, responses, closes), LiquidityRules.SumsOf(kind, 3));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(30, 0.5)]
    [InlineData(60, 0.25)]
    [InlineData(15, 0.7071067811865476)] // 1 / √2
    [InlineData(-30, 2)] // recorded by a node whose clock is ahead
    public void At_AfterDays_EventCountsByItsAge(int days, double count) => Assert.Equal(
        count,
        LiquidityDecay.At(LiquidityRules.SumsOf(BuyerFeedbackKind.Closed, LiquidityDecay.WeightOf(Now)),
            Now.AddDays(days)).Closes,
        12);

    [Fact]
    public void WeightOf_LastDay_LeavesRoomForEveryEvent()
    {
        var last = LiquidityDecay.WeightOf(LiquidityDecay.End.AddTicks(-1));

        Assert.True(double.IsFinite(last * Math.Pow(2, 49)));
        Assert.Equal(1, LiquidityDecay.At(new LiquiditySums(last, 0, 0), LiquidityDecay.End).Contacts, 9);
        Assert.Throws<ArgumentOutOfRangeException>(() => LiquidityDecay.WeightOf(LiquidityDecay.End));
        Assert.True(LiquidityDecay.WeightOf(DateTimeOffset.UnixEpoch) > 0);
    }

    [Fact]
    public void NodeOf_OldEvents_ShowsDecayedCountsAndAllEvents()
    {
        var weight = LiquidityDecay.WeightOf(Now.AddDays(-30));
        var stored = new StoredLiquidityNode(Toronto, new LiquiditySums(8, 4, 2) * weight, 15, Now.AddDays(-30));

        var node = LiquidityRules.NodeOf(stored, Now);

        Assert.Equal(4, node.Contacts, 9);
        Assert.Equal(2, node.Responses, 9);
        Assert.Equal(1, node.Closes, 9);
        Assert.Equal(0.5, node.ResponseRate, 9);
        Assert.Equal(0.25, node.CloseRate, 9);
        Assert.Equal((15, Now.AddDays(-30)), (node.Events, node.UpdatedAt));
    }

    private static LiquidityScore Score(LiquiditySums sums) => LiquidityRules.ScoreOf(
        Toronto.Province, Toronto.Market, Toronto.PropertyType, LiquidityLevel.Market, sums, sums.Contacts, 20);
}
