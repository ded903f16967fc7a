using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Operations.Tests.Offers;

public sealed class OfferRulesTests
{
    private static readonly OfferPolicy Policy = new() { Province = new ProvinceCode("ON"), Enabled = true };

    // Multiplied out by hand; the first is the seeds' own example.
    [Theory]
    [InlineData("450000", "50000", 7_000, "0", "265000")]
    [InlineData("450000", "50000", 7_000, "2500.25", "262499.75")]
    [InlineData("0.0001", "0", 10_000, "0", "0.0001")]
    [InlineData("0.0003", "0", 7_000, "0", "0.0002")] // 0.00021, rounded down
    [InlineData("1.2345", "0.1111", 6_543, "0", "0.6966")] // 0.80773335 − 0.1111, rounded down
    [InlineData("1000000000000", "0", 9_999, "0", "999900000000")]
    public void Decide_HandComputed_IsTheFormula(string arv, string repairs, int multiplier, string fees, string mao)
    {
        var (status, calculation) = OfferRules.Decide(
            Policy with { MultiplierBasisPoints = multiplier, Fees = M(fees) }, M(arv), M(repairs), null, 0);

        Assert.Equal(OfferStatus.Ok, status);
        Assert.Equal(M(mao), calculation!.Mao);
        Assert.Equal((M(mao), OfferBound.None), (calculation.Formula, calculation.Bound));
    }

    [Theory]
    [InlineData("100", "70", "0", "0")]
    [InlineData("100", "100", "0", "-30")]
    [InlineData("0.0001", "0", "0", "0")] // 0.00007, rounded down
    [InlineData("1", "1", "1000000000000", "-1000000000000.3")]
    public void Decide_NothingAboveZero_IsNoViableOffer(string arv, string repairs, string fees, string formula)
    {
        var (status, calculation) = OfferRules.Decide(
            Policy with { MinOffer = M("1") }, M(arv), M(repairs), M(fees), 0);

        Assert.Equal(OfferStatus.NoViableOffer, status);
        Assert.Null(calculation!.Mao);
        Assert.Equal(formula, calculation.Formula.ToString());
    }

    [Theory]
    [InlineData("100", OfferStatus.BelowMinOffer, "70", OfferBound.MinOffer)]
    [InlineData("114.2857", OfferStatus.BelowMinOffer, "79.9999", OfferBound.MinOffer)]
    [InlineData("114.2858", OfferStatus.Ok, "80", OfferBound.None)]
    [InlineData("128.5716", OfferStatus.Ok, "90", OfferBound.MaxOffer)]
    [InlineData("128.5715", OfferStatus.Ok, "90", OfferBound.None)]
    [InlineData("1000", OfferStatus.Ok, "90", OfferBound.MaxOffer)]
    public void Decide_Bounds_AreInclusiveAndCapOnly(string arv, OfferStatus status, string mao, OfferBound bound)
    {
        var (decided, calculation) = OfferRules.Decide(
            Policy with { MinOffer = M("80"), MaxOffer = M("90") }, M(arv), Money.Zero, null, 0);

        Assert.Equal((status, M(mao), bound), (decided, calculation!.Mao!.Value, calculation.Bound));
    }

    [Fact]
    public void Decide_SeveralReasons_FirstOfTheOrder()
    {
        var policy = Policy with { Enabled = false, MinComps = 3, MinOffer = M("1000") };

        Assert.Equal((OfferStatus.PolicyDisabled, null), OfferRules.Decide(policy, M("1"), M("1"), null, 0));
        policy = policy with { Enabled = true };
        Assert.Equal((OfferStatus.NotEnoughComps, null), OfferRules.Decide(policy, M("1"), M("1"), null, 2));
        Assert.Equal(OfferStatus.NoViableOffer, OfferRules.Decide(policy, M("1"), M("1"), null, 3).Status);
        Assert.Equal(OfferStatus.BelowMinOffer, OfferRules.Decide(policy, M("1"), M("0"), null, 3).Status);
    }

    [Fact]
    public void Decide_FeesOfTheRequest_ReplaceThePolicys()
    {
        var policy = Policy with { Fees = M("10") };

        Assert.Equal(M("60"), OfferRules.Decide(policy, M("100"), M("0"), null, 0).Calculation!.Mao);
        Assert.Equal(M("70"), OfferRules.Decide(policy, M("100"), M("0"), M("0"), 0).Calculation!.Mao);
    }

    private static Money M(string amount) =>
        Money.FromDecimal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
}
