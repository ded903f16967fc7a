using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class RegressionRulesTests
{
    private static readonly RegressionPolicy Policy = new() { Series = TripwireFixture.ContractRate };
    private static readonly RegressionPolicy Mean = new()
    {
        Series = TripwireFixture.RoiEvent,
        Kind = RegressionKind.Mean,
        WindowEvents = 5,
        BaselineEvents = 5,
    };

    public static TheoryData<RegressionEvidence, string> EveryRuleAndOrder
    {
        get
        {
            var data = new TheoryData<RegressionEvidence, string>();
            foreach (var evidence in Enum.GetValues<RegressionEvidence>())
            {
                foreach (var order in (string[])["failures_last", "failures_first", "even"])
                {
                    data.Add(evidence, order);
                }
            }

            return data;
        }
    }

    // The source documents' second example: 190 of 200, then 37 of 50, which is 0.74 and a drop of 0.221.
    [Theory]
    [MemberData(nameof(EveryRuleAndOrder))]
    public void Judge_SourceExample_TriggersUnderEveryRuleInEveryOrder(RegressionEvidence evidence, string order)
    {
        var judgement = RegressionRules.Judge(
            Policy with { Evidence = evidence }, default, [.. Rate(200, 10, "even"), .. Rate(50, 13, order)]);

        Assert.Equal(RegressionVerdict.Triggered, judgement.Verdict);
        Assert.Equal(0.95, judgement.Baseline!.Value, 12);
        Assert.Equal(0.74, judgement.Current!.Value, 12);
        Assert.Equal(0.2210526, judgement.Drop, 7);
        Assert.Equal(250, judgement.Events);
    }

    [Theory]
    [InlineData(RegressionEvidence.Sequential)]
    [InlineData(RegressionEvidence.Fisher)]
    [InlineData(RegressionEvidence.None)]
    public void Judge_OneEventShortOfBothWindows_IsWarmingUpWithoutADrop(RegressionEvidence evidence)
    {
        var judgement = RegressionRules.Judge(
            Policy with { Evidence = evidence }, default, [.. Rate(200, 10, "even"), .. Rate(49, 49, "even")]);

        Assert.Equal(RegressionVerdict.WarmingUp, judgement.Verdict);
        Assert.Equal(190.0 / 249, judgement.Baseline!.Value, 12);
        Assert.Equal(judgement.Baseline, judgement.Current);
        Assert.Equal(0, judgement.Drop);
    }

    [Fact]
    public void Judge_NoEvents_IsNoData()
    {
        var judgement = RegressionRules.Judge(Policy, default, []);

        Assert.Equal(RegressionVerdict.NoData, judgement.Verdict);
        Assert.Null(judgement.Baseline);
        Assert.Null(judgement.Current);
    }

    [Theory]
    [InlineData(RegressionEvidence.Sequential)]
    [InlineData(RegressionEvidence.Fisher)]
    public void Judge_DropWithoutEvidence_IsOk(RegressionEvidence evidence)
    {
        // 0.40, then 0.30: the bare rule's false alarm.
        double[] samples = [.. Rate(200, 120, "even"), .. Rate(50, 35, "even")];

        Assert.Equal(
            RegressionVerdict.Ok, RegressionRules.Judge(Policy with { Evidence = evidence }, default, samples).Verdict);
        Assert.Equal(
            RegressionVerdict.Triggered,
            RegressionRules.Judge(Policy with { Evidence = RegressionEvidence.None }, default, samples).Verdict);
    }

    [Fact]
    public void Judge_EvidenceWithoutTheDrop_IsOk()
    {
        // 0.95, then 0.84 over 600 events: proved beyond doubt, and smaller than 20 %.
        double[] samples = [.. Rate(200, 10, "even"), .. Rate(600, 96, "even")];

        var judgement = RegressionRules.Judge(Policy, default, samples);

        Assert.Equal(RegressionVerdict.Ok, judgement.Verdict);
        Assert.True(judgement.Evidence > 8);
        Assert.Equal(
            RegressionVerdict.Triggered,
            RegressionRules.Judge(Policy with { MaxDrop = 0.10 }, default, samples).Verdict);
    }

    [Fact]
    public void Judge_DropOfExactlyMaxDrop_Triggers()
    {
        // (0.95 − 0.76) / 0.95 is 0.2, and in binary a little less.
        double[] samples = [.. Rate(200, 10, "even"), .. Rate(50, 12, "even")];

        var judgement = RegressionRules.Judge(Policy with { Evidence = RegressionEvidence.None }, default, samples);

        Assert.Equal(RegressionVerdict.Triggered, judgement.Verdict);
    }

    [Fact]
    public void Judge_SlowSlide_IsNotSwallowedByTheFrozenBaseline()
    {
        // From 0.6 to 0.3 in 1 000 events: each sliding baseline is little better than its window.
        var samples = new List<double>(Rate(250, 100, "even"));
        for (var rate = 60; rate >= 30; rate -= 3)
        {
            samples.AddRange(Rate(100, 100 - rate, "even"));
        }

        var sequential = FirstTrip(Policy, samples);
        var fisher = FirstTrip(Policy with { Evidence = RegressionEvidence.Fisher }, samples);

        Assert.NotNull(sequential);
        Assert.Null(fisher);
    }

    [Theory]
    [InlineData(RegressionEvidence.Sequential)]
    [InlineData(RegressionEvidence.Fisher)]
    [InlineData(RegressionEvidence.None)]
    public void Judge_LowerIsBetter_MirrorsARate(RegressionEvidence evidence)
    {
        var policy = Policy with { Evidence = evidence, Direction = RegressionDirection.LowerIsBetter };

        var rise = RegressionRules.Judge(policy, default, [.. Rate(200, 190, "even"), .. Rate(50, 37, "even")]);
        var fall = RegressionRules.Judge(policy, default, [.. Rate(200, 10, "even"), .. Rate(50, 13, "even")]);

        Assert.Equal(RegressionVerdict.Triggered, rise.Verdict);
        Assert.Equal(4.2, rise.Drop, 7);
        Assert.Equal(RegressionVerdict.Ok, fall.Verdict);
        Assert.Equal(-0.2210526, fall.Drop, 7);
    }

    [Fact]
    public void Judge_RateOfZero_CannotDropAndIsSeenToRise()
    {
        double[] rises = [.. Rate(200, 200, "even"), .. Rate(50, 40, "even")];

        var higher = RegressionRules.Judge(Policy, default, rises);
        var lower = RegressionRules.Judge(
            Policy with { Direction = RegressionDirection.LowerIsBetter }, default, rises);
        var stillZero = RegressionRules.Judge(
            Policy with { Direction = RegressionDirection.LowerIsBetter }, default, Rate(250, 250, "even"));

        Assert.Equal((RegressionVerdict.Ok, 0.0), (higher.Verdict, higher.Drop));
        Assert.Equal((RegressionVerdict.Triggered, 80.0), (lower.Verdict, Math.Round(lower.Drop, 6)));
        Assert.Equal((RegressionVerdict.Ok, 0.0), (stillZero.Verdict, stillZero.Drop));
    }

    [Theory]
    [InlineData(10, 12, -0.2)]
    [InlineData(10, 8, 0.2)]
    [InlineData(-10, -12, 0.2)]
    [InlineData(-10, -8, -0.2)]
    [InlineData(0, -5, 0)]
    [InlineData(10, -10, 2)]
    public void DropOf_Mean_IsAShareOfTheBaselinesSize(double baseline, double current, double drop)
    {
        Assert.Equal(drop, RegressionRules.DropOf(Mean, Constant(baseline), Constant(current)), 12);
        Assert.Equal(
            -drop,
            RegressionRules.DropOf(
                Mean with { Direction = RegressionDirection.LowerIsBetter }, Constant(baseline), Constant(current)),
            12);
    }

    [Theory]
    [InlineData(RegressionEvidence.Sequential)]
    [InlineData(RegressionEvidence.Fisher)]
    public void Judge_ConstantValues_NeitherCrashNorTripUntilTheyFall(RegressionEvidence evidence)
    {
        var policy = Mean with { WindowEvents = 50, BaselineEvents = 200, Evidence = evidence };
        double[] baseline = [.. Enumerable.Repeat(0.1, 200)];

        Assert.Equal(
            RegressionVerdict.Ok,
            RegressionRules.Judge(policy, default, [.. baseline, .. Enumerable.Repeat(0.1, 50)]).Verdict);
        Assert.Equal(
            RegressionVerdict.Triggered,
            RegressionRules.Judge(policy, default, [.. baseline, .. Enumerable.Repeat(0.05, 50)]).Verdict);
    }

    [Fact]
    public void Judge_OneHugeLoss_ProvesNothing()
    {
        var policy = Mean with { WindowEvents = 50, BaselineEvents = 200 };
        double[] samples = [.. Alternating(200, 1, 2), .. Alternating(49, 1, 2), -1e90];

        var judgement = RegressionRules.Judge(policy, default, samples);

        Assert.Equal(RegressionVerdict.Ok, judgement.Verdict);
        Assert.Equal(RegressionRules.LargestDrop, judgement.Drop);
    }

    internal static double[] Rate(int events, int failures, string order)
    {
        var samples = new double[events];
        for (var i = 0; i < events; i++)
        {
            var isFailure = order switch
            {
                "failures_last" => i >= events - failures,
                "failures_first" => i < failures,
                _ => (long)(i + 1) * failures / events > (long)i * failures / events,
            };
            samples[i] = isFailure ? 0 : 1;
        }

        return samples;
    }

    private static IEnumerable<double> Alternating(int count, double a, double b) =>
        Enumerable.Range(0, count).Select(i => i % 2 == 0 ? a : b);

    private static SampleSums Constant(double value) => SampleSums.Of([value, value, value, value, value]);

    private static int? FirstTrip(RegressionPolicy policy, List<double> samples)
    {
        for (var seen = 250; seen <= samples.Count; seen++)
        {
            if (RegressionRules.Judge(policy, default, samples.Take(seen).ToArray()).Triggered)
            {
                return seen;
            }
        }

        return null;
    }
}
