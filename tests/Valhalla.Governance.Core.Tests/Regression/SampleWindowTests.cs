using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class SampleWindowTests
{
    private static readonly Gen<RegressionPolicy> AnyPolicy =
        from window in Gen.Elements(5, 7, 20, 50)
        from baseline in Gen.Elements(5, 30, 60)
        from maxDrop in Gen.Elements(1e-10, 0.02, 0.1, 0.2, 0.5, 1)
        from kind in Gen.Elements(Enum.GetValues<RegressionKind>())
        from direction in Gen.Elements(Enum.GetValues<RegressionDirection>())
        from evidence in Gen.Elements(Enum.GetValues<RegressionEvidence>())
        select new RegressionPolicy
        {
            Series = TripwireFixture.ContractRate,
            WindowEvents = window,
            BaselineEvents = baseline,
            MaxDrop = maxDrop,
            Kind = kind,
            Direction = direction,
            Evidence = evidence,
        };

    [Fact]
    public void Judge_AnySeriesAtEveryEvent_IsTheBatchRules()
    {
        var gen = from policy in AnyPolicy
                  from seed in Gen.Choose(0, int.MaxValue - 1)
                  from shape in Gen.Choose(0, SampleSeries.Shapes - 1)
                  from given in Gen.Elements(true, false)
                  select (policy, seed, shape, given);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var samples = SampleSeries.Of(c.policy, c.seed, c.shape, 400);
            var frozen = c.given && c.policy.Evidence == RegressionEvidence.Sequential
                ? SampleSums.Of(samples.AsSpan(0, c.policy.BaselineEvents))
                : default;
            var window = SampleWindow.Create(c.policy, frozen);
            RequireSameAtEveryEvent(window, c.policy, frozen, samples);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }

    [Fact]
    public void Judge_LongSeriesOverManyTurnsOfTheRing_IsTheBatchRules()
    {
        var gen = from policy in AnyPolicy
                  from seed in Gen.Choose(0, int.MaxValue - 1)
                  from shape in Gen.Choose(0, SampleSeries.Shapes - 1)
                  select (policy, seed, shape);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var samples = SampleSeries.Of(c.policy, c.seed, c.shape, 9_000);
            var window = SampleWindow.Create(c.policy, default);
            for (var i = 0; i < samples.Length; i++)
            {
                window.Add(samples[i]);
                if (i % 97 == 0 || i == samples.Length - 1)
                {
                    RequireSame(window, c.policy, default, samples.AsSpan(0, i + 1));
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void TakeBack_AnyNumberOfSamples_AsIfTheyHadNeverCome()
    {
        var gen = from policy in AnyPolicy
                  from seed in Gen.Choose(0, int.MaxValue - 1)
                  from shape in Gen.Choose(0, SampleSeries.Shapes - 1)
                  from kept in Gen.Choose(0, 5_000)
                  from taken in Gen.Choose(0, 900)
                  select (policy, seed, shape, kept, taken);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var samples = SampleSeries.Of(c.policy, c.seed, c.shape, c.kept + 120);
            var other = SampleSeries.Of(c.policy, c.seed + 1, (c.shape + 1) % SampleSeries.Shapes, c.taken);
            var window = SampleWindow.Create(c.policy, default);
            foreach (var sample in samples.AsSpan(0, c.kept))
            {
                window.Add(sample);
            }

            var mark = window.Mark();
            foreach (var sample in other)
            {
                window.Add(sample);
            }

            RequireSame(window, c.policy, default, [.. samples[..c.kept], .. other]);
            window.TakeBack(mark);
            for (var i = c.kept; i < samples.Length; i++)
            {
                RequireSame(window, c.policy, default, samples.AsSpan(0, i));
                window.Add(samples[i]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void TakeBack_MoreThanTheSlack_IsRefused()
    {
        var window = SampleWindow.Create(new RegressionPolicy { Series = TripwireFixture.ContractRate }, default);
        for (var i = 0; i < 5_000; i++)
        {
            window.Add(1);
        }

        var mark = window.Mark();
        for (var i = 0; i <= window.Slack; i++)
        {
            window.Add(1);
        }

        Assert.Throws<InvalidOperationException>(() => window.TakeBack(mark));
    }

    [Fact]
    public void Restart_AfterAFiring_BeginsAnew()
    {
        var gen = from policy in AnyPolicy
                  from seed in Gen.Choose(0, int.MaxValue - 1)
                  from shape in Gen.Choose(0, SampleSeries.Shapes - 1)
                  select (policy, seed, shape);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var samples = SampleSeries.Of(c.policy, c.seed, c.shape, 5_000);
            var window = SampleWindow.Create(c.policy, default);
            foreach (var sample in samples)
            {
                window.Add(sample);
            }

            window.Restart(default);
            RequireSameAtEveryEvent(window, c.policy, default, samples.AsSpan(0, 200));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void IsTriggered_MillionEventsWithHugeOnesLongAgo_DoesNotDrift(int seed)
    {
        const int Events = 1_000_000;
        var policy = new RegressionPolicy { Series = TripwireFixture.RoiEvent, Kind = RegressionKind.Mean };
        var random = new Random(seed);
        var frozen = SampleSums.Of([.. Enumerable.Range(0, 200).Select(_ => -1.25 + (0.5 * random.NextDouble()))]);
        var window = SampleWindow.Create(policy, frozen);
        var newest = new double[4_096];
        var (looks, fired) = (0, 0);
        for (var i = 0; i < Events; i++)
        {
            // Below zero, so that sums which have lost the small values look too good, and not too bad.
            var level = -1.25 - (0.25 * Math.Abs(Math.Sin(i / 5_000.0)));
            var sample = i % 50_000 == 7 ? 1e12 * ((i % 100_000) - 10_000) : level + (0.5 * random.NextDouble());
            newest[i % newest.Length] = sample;
            window.Add(sample);
            if (i > newest.Length && random.Next(1_000) == 0)
            {
                var samples = Enumerable.Range(i - 2_099, 2_100).Select(n => newest[n % newest.Length]).ToArray();
                fired += RequireSame(window, policy, frozen, samples) ? 1 : 0;
                looks++;
            }
        }

        Assert.InRange(fired, looks / 10, looks * 9 / 10);
    }

    [Theory]
    [InlineData(RegressionKind.Rate, RegressionEvidence.Sequential)]
    [InlineData(RegressionKind.Rate, RegressionEvidence.Fisher)]
    [InlineData(RegressionKind.Rate, RegressionEvidence.None)]
    [InlineData(RegressionKind.Mean, RegressionEvidence.Sequential)]
    [InlineData(RegressionKind.Mean, RegressionEvidence.Fisher)]
    [InlineData(RegressionKind.Mean, RegressionEvidence.None)]
    public void AddAndIsTriggered_SteadyState_AllocateNothing(RegressionKind kind, RegressionEvidence evidence)
    {
        var policy = new RegressionPolicy { Series = TripwireFixture.RoiEvent, Kind = kind, Evidence = evidence };
        var window = SampleWindow.Create(policy, default);
        var samples = SampleSeries.Of(policy, 1, SampleSeries.Suspicious, 20_000);
        var triggered = 0;

        var allocated = Allocations.LeastOf(() =>
        {
            foreach (var sample in samples)
            {
                window.Add(sample);
                triggered += window.IsTriggered() ? 1 : 0;
            }
        });

        Assert.NotEqual(0, triggered);
        Assert.Equal(0, allocated);
    }

    private static void RequireSameAtEveryEvent(
        SampleWindow window, RegressionPolicy policy, SampleSums frozen, ReadOnlySpan<double> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            RequireSame(window, policy, frozen, samples[..i]);
            window.Add(samples[i]);
        }

        RequireSame(window, policy, frozen, samples);
    }

    private static bool RequireSame(
        SampleWindow window, RegressionPolicy policy, SampleSums frozen, ReadOnlySpan<double> samples)
    {
        var expected = RegressionRules.Judge(policy, frozen, samples);
        Assert.Equal(expected.Triggered, window.IsTriggered());
        Assert.Equal(expected, window.Judge());
        return expected.Triggered;
    }
}
