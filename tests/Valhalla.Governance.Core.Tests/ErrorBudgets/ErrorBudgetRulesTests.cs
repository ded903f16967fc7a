using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

public sealed class ErrorBudgetRulesTests
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    // Traffic of up to 10^12 events and targets with up to six decimals: what the options and the endpoint let in.
    private static readonly Gen<(SloTotals Totals, decimal Target)> Cases =
        from good in Gen.Choose(0, 1_000_000)
        from bad in Gen.Choose(0, 1_000_000)
        from target in Gen.Choose(1, 99_999_999)
        where good + bad > 0
        select (new SloTotals(good, bad), target / 1_000_000m);

    [Fact]
    public void BurnRate_OneMoreBadEvent_NeverFalls() => Prop.ForAll(Cases.ToArbitrary(), c =>
        ErrorBudgetRules.BurnRate(c.Totals with { Bad = c.Totals.Bad + 1 }, c.Target)
            >= ErrorBudgetRules.BurnRate(c.Totals, c.Target)).QuickCheckThrowOnFailure();

    [Fact]
    public void BurnRate_AllEventsManifold_IsTheSame()
    {
        var gen = from c in Cases
                  from times in Gen.Choose(2, 1_000_000)
                  select (c.Totals, c.Target, times);
        Prop.ForAll(gen.ToArbitrary(), c =>
            ErrorBudgetRules.BurnRate(c.Totals, c.Target) == ErrorBudgetRules.BurnRate(
                new SloTotals(c.Totals.Good * c.times, c.Totals.Bad * c.times), c.Target)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void BurnRate_ExactlyWhatIsAllowed_IsOne() => Prop.ForAll(Gen.Choose(1, 99_999).ToArbitrary(), allowed =>
        ErrorBudgetRules.BurnRate(new SloTotals(100_000 - allowed, allowed), 100 - (allowed / 1_000m)) == 1)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void MonthToDate_TwoSpansOfEqualTraffic_AddUp()
    {
        var gen = from perMinute in Gen.Choose(1, 1_000)
                  from first in Gen.Choose(1, 20_000)
                  from second in Gen.Choose(1, 20_000)
                  from badFirst in Gen.Choose(0, first)
                  from badSecond in Gen.Choose(0, second)
                  from target in Gen.Choose(1, 99_999_999)
                  select (perMinute, first, second, badFirst, badSecond, target: target / 1_000_000m);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var parts = Spent(c.perMinute, c.first, c.badFirst, c.target)
                + Spent(c.perMinute, c.second, c.badSecond, c.target);
            var whole = Spent(c.perMinute, c.first + c.second, c.badFirst + c.badSecond, c.target);
            return AreEqual(whole, parts);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void MonthToDate_UniformTraffic_EqualsBadEventsOverThoseOfTheWindow()
    {
        var gen = from perMinute in Gen.Choose(1, 1_000)
                  from minutes in Gen.Choose(1, 40_000)
                  from bad in Gen.Choose(0, minutes)
                  from target in Gen.Choose(1, 99_999_999)
                  select (perMinute, minutes, bad, target: target / 1_000_000m);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var allowed = (decimal)c.perMinute * 30 * 1440 * ErrorBudgetRules.AllowedBadFraction(c.target);
            var events = 100 * c.bad / allowed;
            return AreEqual(Spent(c.perMinute, c.minutes, c.bad, c.target), events);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Figures_WithoutEvents_AreUnknown()
    {
        Assert.Null(ErrorBudgetRules.SliPercent(default));
        Assert.Null(ErrorBudgetRules.BurnRate(default, 99));
        Assert.Null(ErrorBudgetRules.MonthToDateBurnPercent(null, TimeSpan.FromDays(3), Period));
        Assert.Null(ErrorBudgetRules.RemainingPercent(null));
        Assert.Null(ErrorBudgetRules.HoursToExhaustion(Period, null));
        Assert.Null(ErrorBudgetRules.HoursToExhaustion(Period, 0));
        Assert.Equal(ErrorBudgetStatus.NoData, ErrorBudgetRules.StatusOf(null, 40, anyAlertFires: true));
        Assert.Equal(ErrorBudgetStatus.NoData, ErrorBudgetRules.StatusOf(40, null, anyAlertFires: true));
    }

    [Theory]
    [InlineData(24.999999, 90, false, ErrorBudgetStatus.Ok)]
    [InlineData(24.999999, 90, true, ErrorBudgetStatus.Warning)]
    [InlineData(24.999999, 0, false, ErrorBudgetStatus.Warning)]
    [InlineData(25, 90, false, ErrorBudgetStatus.Failing)]
    [InlineData(99.999999, -5, true, ErrorBudgetStatus.Failing)]
    [InlineData(100, 90, false, ErrorBudgetStatus.Exhausted)]
    public void Status_AtItsLimits_IsTheFirstThatApplies(
        double monthToDate, double remaining, bool fires, ErrorBudgetStatus expected) => Assert.Equal(
        expected, ErrorBudgetRules.StatusOf((decimal)monthToDate, (decimal)remaining, fires));

    [Theory]
    [InlineData(14.4, 14.4, true)]
    [InlineData(14.39, 20.0, false)]
    [InlineData(20.0, 14.39, false)]
    public void Alert_Fires_OnlyWithBothWindowsAtTheThreshold(double shortBurn, double longBurn, bool fires)
    {
        Assert.Equal(fires, ErrorBudgetRules.IsFiring((decimal)shortBurn, (decimal)longBurn, 14.4m));
        Assert.False(ErrorBudgetRules.IsFiring(null, (decimal)longBurn, 14.4m));
        Assert.False(ErrorBudgetRules.IsFiring((decimal)shortBurn, null, 14.4m));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(90, 4)]
    public void Pairs_ShortPeriod_HaveNoWindowLongerThanIt(int days, int pairs) =>
        Assert.Equal(pairs, BurnWindowPair.For(days).Count());

    // Quotients are rounded to 28 decimals.
    private static bool AreEqual(decimal left, decimal right) =>
        Math.Abs(left - right) <= 1e-20m * (1 + Math.Abs(right));

    private static decimal Spent(int perMinute, int minutes, int bad, decimal target) =>
        ErrorBudgetRules.MonthToDateBurnPercent(
            ErrorBudgetRules.BurnRate(new SloTotals(((long)perMinute * minutes) - bad, bad), target),
            TimeSpan.FromMinutes(minutes),
            Period)!.Value;
}
