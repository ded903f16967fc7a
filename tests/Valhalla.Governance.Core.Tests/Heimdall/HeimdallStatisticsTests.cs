using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallStatisticsTests
{
    private const double TwoSided95 = 1.959963984540054;

    // Lower limits of the two-sided 95 % Wilson interval. R's binom.confint by way of statsmodels
    // (results_proportion.py), statsmodels test_confint_proportion_wilson_clip, and R's prop.test(73, 86); BSD-3.
    [Theory]
    [InlineData(18, 20, 0.6989663547715128, 1e-6)]
    [InlineData(4, 20, 0.0806576625797981, 1e-6)]
    [InlineData(4, 200, 0.00780442641634947, 1e-6)]
    [InlineData(190, 200, 0.910421851861224, 1e-6)]
    [InlineData(1, 30, 0.00590859, 1e-6)]
    [InlineData(29, 30, 0.8332961, 1e-6)]
    [InlineData(0, 30, 0.0, 1e-6)]
    [InlineData(30, 30, 0.8864866, 1e-6)]
    [InlineData(19, 38, 0.348499283643951, 1e-12)]
    [InlineData(73, 86, 0.758364348004061, 1e-12)]
    public void WilsonLowerBound_TwoSided_IsTheReference(int successes, int trials, double low, double tolerance) =>
        Assert.Equal(low, HeimdallRules.WilsonLowerBound(successes, trials, TwoSided95), tolerance);

    // statsmodels test_confint_proportion_wilson_clip: rounding must not leave 0 to 1.
    [Theory]
    [InlineData(0, 77)]
    [InlineData(38, 38)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void WilsonLowerBound_AllOrNone_StaysWithinZeroAndOne(int successes, int trials) =>
        Assert.InRange(HeimdallRules.WilsonLowerBound(successes, trials, TwoSided95), 0, 1);

    [Theory]
    [InlineData(45, 50, true)]
    [InlineData(44, 50, false)]
    [InlineData(40, 50, false)]
    [InlineData(50, 50, true)]
    public void WilsonLowerBound_OneSided_ClearsEightyPercentOrNot(int successes, int trials, bool clears) =>
        Assert.Equal(clears, HeimdallRules.WilsonLowerBound(successes, trials) >= 0.80);

    [Fact]
    public void WilsonLowerBound_OneMoreSuccess_NeverLowersIt() => Holds(
        from trials in Gen.Choose(1, 2_000)
        from successes in Gen.Choose(0, trials)
        select (successes, trials),
        x => HeimdallRules.WilsonLowerBound(x.successes + 1, x.trials + 1)
            >= HeimdallRules.WilsonLowerBound(x.successes, x.trials) - 1e-12);

    [Fact]
    public void WilsonLowerBound_Any_IsBelowTheRate() => Holds(
        from trials in Gen.Choose(1, 2_000)
        from successes in Gen.Choose(0, trials)
        select (successes, trials),
        x => HeimdallRules.WilsonLowerBound(x.successes, x.trials) <= ((double)x.successes / x.trials) + 1e-12);

    // scikit-learn, test_brier_score_loss and issue 6980 (a single class); BSD-3.
    [Theory]
    [InlineData("0 1 1 0 1 1", "0.1 0.8 0.9 0.3 1.0 0.95", 0.02541666666666667)]
    [InlineData("0 1 1 0 1 1", "0 1 1 0 1 1", 0.0)]
    [InlineData("0", "0.5", 0.25)]
    [InlineData("1", "0.5", 0.25)]
    public void Sum_Trials_GivesTheReferenceBrierScore(string outcomes, string confidences, double expected) =>
        Assert.Equal(expected, Sum(Trials(outcomes, confidences)).BrierScore!.Value, 1e-7);

    // torchmetrics, binary_calibration_error (l1); Apache-2.0. It uses two bins there; ten give the same error, because
    // within each half all confidences lie on the same side of the outcomes.
    [Fact]
    public void Sum_Trials_GivesTheReferenceCalibrationError() =>
        Assert.Equal(0.29, Sum(Trials("0 0 1 1 1", "0.25 0.25 0.55 0.75 0.75")).CalibrationError!.Value, 5e-5);

    // scikit-learn, test_calibration_curve, two uniform bins: here five bins each; BSD-3.
    [Fact]
    public void Sum_Trials_GivesTheReferenceReliability()
    {
        var bins = Sum(Trials("0 0 0 1 1 1", "0 0.1 0.2 0.8 0.9 1.0")).Bins;

        AssertHalf(bins.Take(5), rate: 0, confidence: 0.1);
        AssertHalf(bins.Skip(5), rate: 1, confidence: 0.9);

        static void AssertHalf(IEnumerable<CalibrationBin> half, double rate, double confidence)
        {
            var filled = half.Where(bin => bin.Trials > 0).ToArray();
            double trials = filled.Sum(bin => bin.Trials);
            Assert.Equal(rate, filled.Sum(bin => bin.Successes) / trials, 1e-7);
            Assert.Equal(confidence, filled.Sum(bin => bin.MeanConfidence!.Value * bin.Trials) / trials, 1e-7);
        }
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.05, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.10000000000000002, 1)]
    [InlineData(0.3, 2)]
    [InlineData(0.6, 5)]
    [InlineData(0.7, 6)]
    [InlineData(0.8, 7)]
    [InlineData(0.9, 8)]
    [InlineData(0.9000000000000001, 9)]
    [InlineData(1.0, 9)]
    public void BinOf_Edges_BelongToTheLowerBin(double confidence, int bin) =>
        Assert.Equal(bin, HeimdallRules.BinOf(confidence));

    [Fact]
    public void WilsonLowerBound_NoSuccess_IsZeroHoweverManyTrials() => Assert.All(
        Enumerable.Range(1, 10_000), trials => Assert.Equal(0, HeimdallRules.WilsonLowerBound(0, trials)));

    [Fact]
    public void Sum_Any_StaysInRangeAndAddsUp() => Holds(
        TrialGen().NonEmptyListOf(),
        trials =>
        {
            var card = Sum(trials);
            Assert.InRange(card.CalibrationError!.Value, 0, 1 + 1e-12);
            Assert.InRange(card.BrierScore!.Value, 0, 1);
            Assert.InRange(card.MeanConfidence!.Value, 0, 1 + 1e-12);
            Assert.InRange(card.SuccessRateLowerBound!.Value, 0, card.SuccessRate!.Value);
            Assert.Equal(trials.Count, card.Trials);
            Assert.Equal(card.Trials, card.Bins.Sum(bin => bin.Trials));
            Assert.Equal(card.Successes, card.Bins.Sum(bin => bin.Successes));
            Assert.Equal(HeimdallRules.Bins, card.Bins.Count);
            return true;
        });

    [Fact]
    public void Sum_CellsAddedUpBefore_IsTheSame() => Holds(
        TrialGen().NonEmptyListOf(),
        trials =>
        {
            var oneByOne = Sum(trials);
            var addedUp = Sum(trials.GroupBy(t => t.Bin).Select(group => group.First() with
            {
                Trials = group.Sum(t => t.Trials),
                Successes = group.Sum(t => t.Successes),
                ConfidenceSum = group.Sum(t => t.ConfidenceSum),
                SquaredErrorSum = group.Sum(t => t.SquaredErrorSum),
            }));
            return Math.Abs(oneByOne.CalibrationError!.Value - addedUp.CalibrationError!.Value) < 1e-9
                && Math.Abs(oneByOne.BrierScore!.Value - addedUp.BrierScore!.Value) < 1e-9
                && oneByOne.SuccessRateLowerBound == addedUp.SuccessRateLowerBound;
        });

    [Fact]
    public void Sum_NoTrials_HasNoFigures()
    {
        var card = Sum([]);

        Assert.Equal(0, card.Trials);
        Assert.Null(card.SuccessRate);
        Assert.Null(card.SuccessRateLowerBound);
        Assert.Null(card.MeanConfidence);
        Assert.Null(card.BrierScore);
        Assert.Null(card.CalibrationError);
        Assert.All(card.Bins, bin => Assert.Null(bin.MeanConfidence));
        Assert.Null(card.ModelVersion);
    }

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(gen.ToArbitrary(), property));

    private static Gen<ScorecardCell> TrialGen() =>
        from thousandths in Gen.Choose(0, 1_000)
        from success in Gen.Elements(true, false)
        select Trial(thousandths / 1_000.0, success);

    private static ScorecardCell[] Trials(string outcomes, string confidences) =>
    [
        .. outcomes.Split(' ').Zip(
            confidences.Split(' '),
            (outcome, confidence) => Trial(
                double.Parse(confidence, System.Globalization.CultureInfo.InvariantCulture), outcome == "1")),
    ];

    private static ScorecardCell Trial(double confidence, bool success) => HeimdallRules.CellOf(
        new HeimdallRecommendation
        {
            Domain = HeimdallHost.Offer,
            ModelVersion = "",
            Confidence = confidence,
            RecommendationJson = "{}",
            Actor = "a",
            ProdEligible = false,
            Reasons = "",
            CreatedAt = default,
            OutcomeDueAt = default,
        },
        success,
        overdue: false,
        DateTimeOffset.UnixEpoch);

    private static HeimdallScorecard Sum(IEnumerable<ScorecardCell> cells) =>
        HeimdallRules.ScorecardOf(HeimdallHost.Offer, "", default, default, [.. cells]);
}
