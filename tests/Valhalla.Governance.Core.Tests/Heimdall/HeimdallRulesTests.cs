using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallRulesTests
{
    private const double TwoSided95 = 1.959963984540054;
    private static readonly DomainName Domain = new("WHOLESALE_OFFER");
    private static readonly DateOnly Day = new(2026, 1, 13);

    // R binom.confint and prop.test, by statsmodels' test results (BSD-3); tolerance 1e-6.
    [Theory]
    [InlineData(1, 30, 0.00590859)]
    [InlineData(29, 30, 0.8332961)]
    [InlineData(0, 30, 0.0)]
    [InlineData(30, 30, 0.8864866)]
    [InlineData(19, 38, 0.348499283643951)]
    [InlineData(73, 86, 0.758364348004061)]
    public void WilsonLowerBound_ReferenceValues_Agree(int successes, int trials, double expected) =>
        Assert.Equal(expected, HeimdallRules.WilsonLowerBound(successes, trials, TwoSided95), 1e-6);

    // domain.md: 45 of 50 clears 0.80, 40 of 50 does not.
    [Theory]
    [InlineData(45, true)]
    [InlineData(40, false)]
    public void PromotionBlockers_FiftyTrials_LowerBoundDecides(int successes, bool clears)
    {
        var scorecard = Scorecard(Trials(successes, 50, 0.9));

        var blockers = HeimdallRules.PromotionBlockers(Policy(), scorecard);

        Assert.Equal(clears ? [] : [HeimdallReason.SuccessRateBelowMinimum], blockers);
    }

    // scikit-learn test_brier_score_loss (BSD-3).
    [Fact]
    public void BrierScore_ReferenceValue_Agrees() => Assert.Equal(
        0.02541666666666667,
        Scorecard([(0.1, false), (0.8, true), (0.9, true), (0.3, false), (1.0, true), (0.95, true)]).BrierScore!.Value,
        1e-7);

    // torchmetrics, docstring of binary_calibration_error (Apache-2.0): 0.29 with two bins, and as much with ten.
    [Fact]
    public void CalibrationError_ReferenceValue_Agrees() => Assert.Equal(
        0.29,
        Scorecard([(0.25, false), (0.25, false), (0.55, true), (0.75, true), (0.75, true)]).CalibrationError!.Value,
        5e-5);

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.10000001, 1)]
    [InlineData(0.3, 2)]
    [InlineData(0.7, 6)]
    [InlineData(1.0, 9)]
    public void BinOf_Edges_BelongToTheBinBelow(double confidence, int bin) =>
        Assert.Equal(bin, HeimdallRules.BinOf(confidence));

    [Fact]
    public void Judge_NothingInOrder_NamesEveryReasonInOrder()
    {
        var reasons = HeimdallRules.Judge(
            Policy() with { MaxCalibrationError = 0.05 }, isKilled: true, "", 0.5, Scorecard(Trials(1, 3, 0.9)));

        Assert.Equal(
            [
                HeimdallReason.KillSwitchEngaged,
                HeimdallReason.ProdUseDisabled,
                HeimdallReason.ConfidenceBelowMinimum,
                HeimdallReason.NotEnoughTrials,
                HeimdallReason.SuccessRateBelowMinimum,
                HeimdallReason.CalibrationErrorTooHigh,
            ],
            reasons);
    }

    [Fact]
    public void Judge_NoPolicy_IsPolicyMissing() =>
        Assert.Equal([HeimdallReason.PolicyMissing], HeimdallRules.Judge(null, false, "", 1, null));

    [Theory]
    [InlineData("v2", "v2", true)]
    [InlineData("v2", "v3", false)]
    [InlineData(null, "", true)]
    public void Judge_Promoted_CountsOnlyForThatModelVersion(string? promoted, string asks, bool eligible)
    {
        var policy = Policy() with { ProdUseEnabled = true, PromotedModelVersion = promoted };

        var reasons = HeimdallRules.Judge(policy, false, asks, 0.95, Scorecard(Trials(50, 50, 0.9)));

        Assert.Equal(eligible, reasons.Count == 0);
    }

    [Fact]
    public void Scorecard_AnyTrials_KeepsItsFiguresInRange()
    {
        var trials = Gen.Zip(Gen.Choose(0, 1_000).Select(c => c / 1_000.0), Gen.Elements(true, false)).ListOf();
        Prop.ForAll(trials.ToArbitrary(), list =>
        {
            var before = Scorecard([.. list]);
            var after = Scorecard([.. list, (0.5, true)]);
            return before.CalibrationError is null or (>= 0 and <= 1.0000001)
                && before.BrierScore is null or (>= 0 and <= 1)
                && after.SuccessRateLowerBound >= (before.SuccessRateLowerBound ?? 0) - 1e-12;
        }).QuickCheckThrowOnFailure();
    }

    private static HeimdallPolicy Policy() => new() { Domain = Domain, MinConfidenceProd = 0.92 };

    private static (double, bool)[] Trials(int successes, int trials, double confidence) =>
        [.. Enumerable.Range(0, trials).Select(i => (confidence, i < successes))];

    private static HeimdallScorecard Scorecard((double Confidence, bool Success)[] trials) =>
        HeimdallRules.ScorecardOf(Domain, "", Day, Day, [.. trials.Select(t => CellOf(t.Confidence, t.Success))]);

    private static ScorecardCell CellOf(double confidence, bool success) => HeimdallRules.CellOf(
        new HeimdallRecommendation
        {
            Domain = Domain,
            ModelVersion = "",
            Confidence = confidence,
            RecommendationJson = "{}",
            Actor = "test",
            ProdEligible = false,
            Reasons = "",
            CreatedAt = default,
            OutcomeDueAt = default,
        },
        success,
        overdue: false,
        new DateTimeOffset(2026, 1, 13, 0, 0, 0, TimeSpan.Zero));
}
