using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallReasonsTests
{
    private static readonly HeimdallPolicy Policy = new()
    {
        Domain = HeimdallHost.Offer,
        MinConfidenceProd = 0.92,
        ProdUseEnabled = true,
        PromotedModelVersion = "v2",
        MaxCalibrationError = 0.10,
    };

    [Fact]
    public void Judge_NothingAgainst_IsEmpty() =>
        Assert.Empty(HeimdallRules.Judge(Policy, false, "v2", 0.92, Card(50, 45, 0.10)));

    [Fact]
    public void Judge_EverythingAgainst_ListsAllInOrder() =>
        Assert.Equal(
            [
                HeimdallReason.KillSwitchEngaged,
                HeimdallReason.ProdUseDisabled,
                HeimdallReason.ConfidenceBelowMinimum,
                HeimdallReason.NotEnoughTrials,
                HeimdallReason.SuccessRateBelowMinimum,
                HeimdallReason.CalibrationErrorTooHigh,
            ],
            HeimdallRules.Judge(Policy, true, "v1", 0.91, Card(49, 10, 0.11)));

    [Fact]
    public void Judge_NoPolicy_ListsThatAndTheKillSwitch()
    {
        Assert.Equal([HeimdallReason.PolicyMissing], HeimdallRules.Judge(null, false, "", 1, null));
        Assert.Equal(
            [HeimdallReason.PolicyMissing, HeimdallReason.KillSwitchEngaged],
            HeimdallRules.Judge(null, true, "", 1, null));
    }

    [Theory]
    [InlineData("v2", true, true)]
    [InlineData("v2", false, false)]
    [InlineData("V2", true, false)]
    [InlineData("", true, false)]
    public void Judge_OnlyTheVersionThatWas(string version, bool enabled, bool expected) =>
        Assert.Equal(expected, IsPromoted(Policy with { ProdUseEnabled = enabled }, version));

    [Fact]
    public void Judge_PromotedWithoutVersion_IsForTrialsWithoutOne()
    {
        var policy = Policy with { PromotedModelVersion = null };

        Assert.True(IsPromoted(policy, ""));
        Assert.False(IsPromoted(policy, "v2"));
    }

    [Fact]
    public void Judge_NoTrials_CannotClearARate() =>
        Assert.Equal(
            [HeimdallReason.NotEnoughTrials, HeimdallReason.SuccessRateBelowMinimum],
            HeimdallRules.Judge(Policy with { MaxCalibrationError = null }, false, "v2", 1, Card(0, 0, 0)));

    [Fact]
    public void Judge_NotANumber_DoesNotPass() =>
        Assert.Contains(
            HeimdallReason.ConfidenceBelowMinimum,
            HeimdallRules.Judge(Policy, false, "v2", double.NaN, Card(50, 50, 0)));

    [Theory]
    [InlineData(50, 45, 0.10, null)]
    [InlineData(49, 49, 0.10, HeimdallReason.NotEnoughTrials)]
    [InlineData(50, 40, 0.10, HeimdallReason.SuccessRateBelowMinimum)]
    [InlineData(50, 45, 0.1000001, HeimdallReason.CalibrationErrorTooHigh)]
    public void PromotionBlockers_AtTheBounds_AreExact(
        int trials, int successes, double error, HeimdallReason? expected) =>
        Assert.Equal(
            expected is { } reason ? [reason] : [],
            HeimdallRules.PromotionBlockers(Policy, Card(trials, successes, error)));

    [Fact]
    public void PromotionBlockers_CalibrationCheckOff_AcceptsAnyError() =>
        Assert.Empty(HeimdallRules.PromotionBlockers(Policy with { MaxCalibrationError = null }, Card(50, 50, 1)));

    /// <summary>Each reason is there exactly when its own condition fails; in the order of the enum.</summary>
    [Fact]
    public void Judge_Any_AreCompleteAndOrdered()
    {
        var cases =
            from isKilled in Gen.Elements(true, false)
            from isEnabled in Gen.Elements(true, false)
            from version in Gen.Elements("v1", "v2", "")
            from confidence in Gen.Elements(0.0, 0.9199, 0.92, 1.0)
            from trials in Gen.Choose(0, 100)
            from successes in Gen.Choose(0, trials)
            from error in Gen.Elements(0.0, 0.1, 0.2)
            select (isKilled, isEnabled, version, confidence, trials, successes, error);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var card = Card(x.trials, x.successes, x.error);
            var reasons = HeimdallRules.Judge(
                Policy with { ProdUseEnabled = x.isEnabled }, x.isKilled, x.version, x.confidence, card);
            var expected = new List<HeimdallReason>();
            Expect(x.isKilled, HeimdallReason.KillSwitchEngaged);
            Expect(!x.isEnabled || x.version != "v2", HeimdallReason.ProdUseDisabled);
            Expect(x.confidence < 0.92, HeimdallReason.ConfidenceBelowMinimum);
            Expect(x.trials < 50, HeimdallReason.NotEnoughTrials);
            Expect(
                x.trials == 0 || HeimdallRules.WilsonLowerBound(x.successes, x.trials) < 0.80,
                HeimdallReason.SuccessRateBelowMinimum);

            // Without trials there is no error to clear the maximum with.
            Expect(x.trials == 0 || x.error > 0.10, HeimdallReason.CalibrationErrorTooHigh);
            Assert.Equal(expected, reasons);
            return true;

            void Expect(bool isAgainst, HeimdallReason reason)
            {
                if (isAgainst)
                {
                    expected.Add(reason);
                }
            }
        }));
    }

    private static bool IsPromoted(HeimdallPolicy policy, string version) =>
        HeimdallRules.Judge(policy, false, version, 1, Card(50, 50, 0)).Count == 0;

    private static HeimdallScorecard Card(int trials, int successes, double calibrationError) => new()
    {
        Domain = HeimdallHost.Offer,
        FromDay = default,
        ToDay = default,
        Trials = trials,
        Successes = successes,
        SuccessRate = trials == 0 ? null : (double)successes / trials,
        SuccessRateLowerBound = trials == 0 ? null : HeimdallRules.WilsonLowerBound(successes, trials),
        CalibrationError = trials == 0 ? null : calibrationError,
    };
}
