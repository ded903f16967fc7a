using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Operations.Tests.Offers;

public sealed class OfferRulesPropertyTests
{
    private const long MaxUnits = Money.MaxCurrencyUnits * Money.UnitsPerCurrencyUnit;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    // All magnitudes, the smallest and the largest amounts included.
    private static readonly Gen<long> Units = Gen.OneOf(
        Between(0, 100),
        Between(0, 10_000_000_000),
        Between(0, MaxUnits),
        Between(MaxUnits - 5, MaxUnits));

    private static readonly Arbitrary<Case> Cases = (
        from arv in Units
        from share in Gen.Choose(0, 10_000)
        from fees in Units
        from multiplier in Gen.Choose(1, 10_000)
        from least in Units
        from spread in Units
        from more in Units
        select new Case(
            Money.FromUnits(Math.Max(1, arv)),
            Money.FromUnits((long)((Int128)arv * share / 10_000)),
            Money.FromUnits(fees % Math.Max(1, arv)),
            multiplier,
            Money.FromUnits(least),
            Money.FromUnits(Math.Max(1, Math.Min(MaxUnits, least + spread))),
            Money.FromUnits(more))).ToArbitrary();

    [Fact]
    public void Formula_AnyTerms_IsTheFloorOfTheExactValue() => Check.One(Many, Prop.ForAll(Cases, c =>
    {
        var scaled = (new BigInteger(c.Arv.Units) * c.Multiplier)
            - (new BigInteger(c.Repairs.Units) + c.Fees.Units) * 10_000;
        var units = new BigInteger(c.Formula.Units);
        var exact = (c.Arv.ToDecimal() * (c.Multiplier / 10_000m)) - c.Repairs.ToDecimal() - c.Fees.ToDecimal();
        return units * 10_000 <= scaled && (units + 1) * 10_000 > scaled
            && c.Formula.ToDecimal() == Math.Floor(exact * 10_000) / 10_000;
    }));

    [Fact]
    public void Mao_HigherArv_IsNotLower() => Check.One(Many, Prop.ForAll(Cases, c =>
        Mao(c with { Arv = Money.Min(Money.FromUnits(MaxUnits), c.Arv + c.More) }) >= Mao(c)));

    [Fact]
    public void Mao_HigherRepairs_IsNotHigher() => Check.One(Many, Prop.ForAll(Cases, c =>
        Mao(c with { Repairs = Money.Min(c.Arv, c.Repairs + c.More) }) <= Mao(c)));

    [Fact]
    public void Mao_AnyTerms_IsWithinTheBoundsAndNeverAboveTheFormula() => Check.One(Many, Prop.ForAll(Cases, c =>
    {
        var (status, calculation) = c.Decide();
        return calculation!.Mao is not { } mao
            ? status == OfferStatus.NoViableOffer && !calculation.Formula.IsPositive
            : mao.IsPositive && mao <= c.Most && mao <= calculation.Formula
                && status == (mao < c.Least ? OfferStatus.BelowMinOffer : OfferStatus.Ok);
    }));

    private static Gen<long> Between(long least, long most) =>
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        select least + (((long)high << 31) + low) % (most - least + 1);

    private static Money Mao(Case c) => c.Decide().Calculation!.Mao ?? Money.Zero;

    private sealed record Case(
        Money Arv, Money Repairs, Money Fees, int Multiplier, Money Least, Money Most, Money More)
    {
        public Money Formula => OfferRules.Formula(Arv, Multiplier, Repairs, Fees);

        public (OfferStatus Status, OfferCalculation? Calculation) Decide() => OfferRules.Decide(
            new OfferPolicy
            {
                Province = new ProvinceCode("ON"),
                Enabled = true,
                MultiplierBasisPoints = Multiplier,
                MinOffer = Least,
                MaxOffer = Most,
            },
            Arv,
            Repairs,
            Fees,
            0);
    }
}
