using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.Operations.Tests.BuyerLiquidity;

public sealed class LiquidityPropertyTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly Gen<double> Count = Gen.OneOf(
        Gen.Choose(0, 50).Select(n => (double)n),
        Gen.Choose(0, 1_000_000).Select(n => n / 997.0),
        Gen.Elements(0, 1e-300, 1e-9, 1e12, 1e300));

    private static readonly Gen<LiquiditySums> Sums =
        from contacts in Count
        from responses in Count
        from closes in Count
        select new LiquiditySums(contacts, responses, closes);

    private static readonly Gen<(BuyerFeedbackKind Kind, DateTimeOffset At)> Event =
        from kind in Gen.Elements(Enum.GetValues<BuyerFeedbackKind>())
        from minutes in Gen.Choose(0, 2 * 365 * 24 * 60)
        select (kind, Start.AddMinutes(minutes));

    [Fact]
    public void Score_AnySums_IsBoundedAndItsTermsAre() => Prop.ForAll(Sums.ToArbitrary(), sums =>
    {
        var score = Score(sums);
        return score.Score is >= 0 and <= 260
            && score.ResponseRate is >= 0 and <= 1
            && score.CloseRate >= 0 && score.CloseRate <= score.ResponseRate
            && score.Weight is >= 0 and <= 1
            && score.N >= sums.Contacts && score.N >= sums.Responses && score.N >= sums.Closes
            && score.IsCold == score.Score < 50;
    }).Check(Many);

    [Fact]
    public void Score_MoreCloses_NeverLower() => Prop.ForAll((
        from sums in Sums
        from more in Count
        select (sums, more)).ToArbitrary(), c =>
        NotLower(Score(c.sums), Score(c.sums with { Closes = c.sums.Closes + c.more }))).Check(Many);

    // Of contacts that were recorded: one that was not lowers the close rate as it comes in, as any contact does.
    [Fact]
    public void Score_MoreResponsesOfTheContacts_NeverLower() => Prop.ForAll((
        from sums in Sums
        from share in Gen.Choose(0, 1_000)
        select (sums, share)).ToArbitrary(), c =>
        {
            var sums = c.sums with { Responses = Math.Min(c.sums.Responses, c.sums.Contacts) };
            var room = sums.Contacts - sums.Responses;
            return NotLower(
                Score(sums), Score(sums with { Responses = sums.Responses + (room * c.share / 1_000) }));
        }).Check(Many);

    [Fact]
    public void Score_AskedLater_NeverHigher() => Prop.ForAll((
        from sums in Sums
        from days in Gen.Choose(0, 3_650)
        select (sums, days)).ToArbitrary(), c =>
        NotLower(Score(c.sums * Math.Pow(2, -c.days / 30.0)), Score(c.sums))).Check(Many);

    [Fact]
    public void Decay_ThirtyDays_HalvesEveryCountAndKeepsTheRates() => Prop.ForAll((
        from events in Event.NonEmptyListOf()
        from days in Gen.Choose(0, 365)
        select (events, days)).ToArbitrary(), c =>
        {
            var stored = Fold(c.events);
            var now = Start.AddDays(730 + c.days);
            var (before, after) = (LiquidityDecay.At(stored, now), LiquidityDecay.At(stored, now.AddDays(30)));
            return Close(before * 0.5, after)
                && Math.Abs(Score(before).ResponseRate - Score(after).ResponseRate) < 1e-9
                && Math.Abs(Score(before).CloseRate - Score(after).CloseRate) < 1e-9;
        }).Check(Many);

    [Fact]
    public void Sums_EventsInAnotherOrder_AreTheSame() => Prop.ForAll((
        from events in Event.NonEmptyListOf()
        from shuffled in Gen.Shuffle(events.ToArray())
        select (events, shuffled)).ToArbitrary(), c => Close(Fold(c.events), Fold(c.shuffled))).Check(Many);

    [Fact]
    public void Sums_Decayed_AreTheEventsDecayedOneByOne() => Prop.ForAll(
        Event.NonEmptyListOf().ToArbitrary(),
        events =>
        {
            var now = Start.AddDays(800);
            var each = events.Aggregate(default(LiquiditySums), (sum, e) => sum + LiquidityRules.SumsOf(
                e.Kind, Math.Pow(2, -(now - e.At).TotalDays / LiquidityScore.HalfLifeDays)));
            return Close(each, LiquidityDecay.At(Fold(events), now));
        }).Check(Many);

    private static LiquiditySums Fold(IEnumerable<(BuyerFeedbackKind Kind, DateTimeOffset At)> events) =>
        events.Aggregate(default(LiquiditySums), static (sum, e) =>
            sum + LiquidityRules.SumsOf(e.Kind, LiquidityDecay.WeightOf(e.At)));

    private static bool NotLower(LiquidityScore before, LiquidityScore after) =>
        after.Score >= before.Score - (1e-9 * Math.Max(1, before.Score));

    private static bool Close(LiquiditySums left, LiquiditySums right) =>
        Close(left.Contacts, right.Contacts)
        && Close(left.Responses, right.Responses)
        && Close(left.Closes, right.Closes);

    private static bool Close(double left, double right) =>
        Math.Abs(left - right) <= 1e-11 * Math.Max(left, right);

    private static LiquidityScore Score(LiquiditySums sums) => LiquidityRules.ScoreOf(
        new ProvinceCode("ON"), null, new PropertyType("SFR"), LiquidityLevel.Province, sums, null, 20);
}
