using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class RegressionPropertyTests
{
    private static readonly RegressionPolicy Rate = new()
    {
        Series = TripwireFixture.ContractRate,
        WindowEvents = 20,
        BaselineEvents = 30,
        MaxDrop = 0.1,
    };

    private static readonly Gen<double> AnyValue = Gen.OneOf(
        Gen.Choose(-3, 3).Select(i => (double)i),
        ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite),
        Gen.Elements(0, 1e-300, 1e300, -1e300, double.MaxValue, double.MinValue, double.Epsilon));

    [Fact]
    public void Judge_WindowInAnotherOrder_SameJudgementWithoutSequences()
    {
        var gen = from baseline in Rates(30)
                  from window in Rates(20)
                  from shuffled in Gen.Shuffle(window)
                  from evidence in Gen.Elements(RegressionEvidence.None, RegressionEvidence.Fisher)
                  select (baseline, window, shuffled, evidence);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var policy = Rate with { Evidence = c.evidence };
            return RegressionRules.Judge(policy, default, [.. c.baseline, .. c.window])
                == RegressionRules.Judge(policy, default, [.. c.baseline, .. c.shuffled]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Judge_OneMoreFailureInTheWindow_NeverUntriggers()
    {
        var gen = from baseline in Rates(30)
                  from window in Rates(20)
                  from at in Gen.Choose(0, 19)
                  from evidence in Gen.Elements(Enum.GetValues<RegressionEvidence>())
                  select (baseline, window, at, evidence);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var policy = Rate with { Evidence = c.evidence };
            var worse = c.window.ToArray();
            worse[c.at] = 0;
            return !RegressionRules.Judge(policy, default, [.. c.baseline, .. c.window]).Triggered
                || RegressionRules.Judge(policy, default, [.. c.baseline, .. worse]).Triggered;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Judge_AnyValues_GivesFiniteFigures()
    {
        var gen = from values in AnyValue.ListOf(70)
                  from evidence in Gen.Elements(Enum.GetValues<RegressionEvidence>())
                  from direction in Gen.Elements(Enum.GetValues<RegressionDirection>())
                  from kind in Gen.Elements(Enum.GetValues<RegressionKind>())
                  select (values, evidence, direction, kind);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var policy = Rate with { Kind = c.kind, Evidence = c.evidence, Direction = c.direction };
            var samples = new List<double>();
            foreach (var value in c.values)
            {
                if (SampleValues.TryRead(policy.Kind, value > 0, value, out var sample))
                {
                    samples.Add(sample);
                }
            }

            var judgement = RegressionRules.Judge(policy, default, samples.ToArray());
            return double.IsFinite(judgement.Baseline!.Value)
                && double.IsFinite(judgement.Current!.Value)
                && double.IsFinite(judgement.Drop)
                && double.IsFinite(judgement.Evidence ?? 0)
                && double.IsFinite(judgement.Frozen.SumOfSquares);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Judge_SameValuesForever_NeverTriggers()
    {
        var gen = from value in AnyValue
                  from evidence in Gen.Elements(RegressionEvidence.Sequential, RegressionEvidence.Fisher)
                  from direction in Gen.Elements(Enum.GetValues<RegressionDirection>())
                  select (value, evidence, direction);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var policy = Rate with { Kind = RegressionKind.Mean, Evidence = c.evidence, Direction = c.direction };
            SampleValues.TryRead(RegressionKind.Mean, null, c.value, out var sample);
            return !RegressionRules.Judge(policy, default, Enumerable.Repeat(sample, 100).ToArray()).Triggered;
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<double[]> Rates(int count) =>
        from percent in Gen.Choose(0, 100)
        from draws in Gen.Choose(0, 99).ArrayOf(count)
        select draws.Select(draw => draw < percent ? 1.0 : 0.0).ToArray();
}
