using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>A followed series is judged as if it had been read from the start each time.</summary>
public sealed class SeriesTailsTests
{
    private static KpiSeries Series => TripwireFixture.ContractRate;

    [Fact]
    public void Judge_LateEventsChangesAndDeletions_IsTheBatchRules()
    {
        var gen = from kind in Gen.Elements(Enum.GetValues<RegressionKind>())
                  from evidence in Gen.Elements(Enum.GetValues<RegressionEvidence>())
                  from direction in Gen.Elements(Enum.GetValues<RegressionDirection>())
                  from seed in Gen.Choose(0, int.MaxValue - 1)
                  select (kind, evidence, direction, seed);
        Prop.ForAll(gen.ToArbitrary(), c => RunAsync(c.kind, c.evidence, c.direction, c.seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public async Task Judge_NewEvents_ReadsThoseAndNotTheWindows()
    {
        var store = new FakeKpiStore();
        var tails = new SeriesTails(store, new SeriesReader(store));
        var (policy, state) = (Policy(), RegressionStateRules.Arm(Series, null, 0));
        store.Add(Series, 2_000, 0);
        await JudgeAsync(tails, policy, state);
        var before = store.EventsRead;

        store.Add(Series, 3, 0);
        var judged = await JudgeAsync(tails, policy, state);

        // The three, and the one before them that shows that nothing is missing in between.
        Assert.Equal(4, store.EventsRead - before);
        Assert.Equal(RegressionVerdict.Ok, judged.Judgement.Verdict);
    }

    [Fact]
    public async Task Judge_ManySeries_ForgetsTheLeastUsed()
    {
        var store = new FakeKpiStore();
        var tails = new SeriesTails(store, new SeriesReader(store));
        var policy = Policy() with { BaselineEvents = 100_000, Evidence = RegressionEvidence.None };
        var room = SeriesTails.MaxEvents / SampleWindow.CapacityOf(policy);

        for (var i = 0; i < room + 5; i++)
        {
            var series = Series with { Metric = new MetricName($"metric_{i}") };
            await JudgeAsync(tails, policy with { Series = series }, RegressionStateRules.Arm(series, null, 0));
        }

        Assert.Equal(room, tails.Count);
    }

    private static async Task<bool> RunAsync(
        RegressionKind kind, RegressionEvidence evidence, RegressionDirection direction, int seed)
    {
        var random = new Random(seed);
        var store = new FakeKpiStore();
        var tails = new SeriesTails(store, new SeriesReader(store));
        var policy = Policy() with
        {
            Kind = kind,
            Evidence = evidence,
            Direction = direction,
            WindowEvents = 10,
            BaselineEvents = 20,
        };
        var state = RegressionStateRules.Arm(Series, null, 0);
        var events = new List<KpiSample>();
        var hidden = new List<long>();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(10))
            {
                case < 5:
                    Write(store, random, events, hidden);
                    break;
                case 5 when hidden.Count > 0:
                    var late = hidden[random.Next(hidden.Count)];
                    hidden.Remove(late);
                    store.Commit(late);
                    break;
                case 6 when events.Count > 0 && random.Next(3) == 0:
                    var gone = events[random.Next(events.Count)].Id;
                    if (!hidden.Contains(gone) && gone > state.FrozenBaselineLastId && step % 2 == 0)
                    {
                        // What retention deletes is old, so the newest is the rarest case of all.
                        events.RemoveAll(e => e.Id <= gone);
                        hidden.RemoveAll(id => id <= gone);
                        for (var id = 1L; id <= gone; id++)
                        {
                            store.Delete(id);
                            store.Commit(id);
                        }

                        state = RegressionStateRules.Arm(Series, state, gone);
                    }

                    break;
                case 7 when random.Next(4) == 0:
                    policy = policy with { MaxDrop = 0.05 + (0.3 * random.NextDouble()), Version = policy.Version + 1 };
                    break;
                case 8 when random.Next(6) == 0:
                    policy = policy with { WindowEvents = 5 + random.Next(10) };
                    state = RegressionStateRules.Arm(Series, state, state.ArmedAfterId);
                    break;
                case 9 when random.Next(8) == 0:
                    state = RegressionStateRules.Arm(Series, state, events.Count == 0 ? 0 : events[^1].Id);
                    break;
            }

            var judged = await JudgeAsync(tails, policy, state);
            var expected = Expect(policy, state, events.Where(e => !hidden.Contains(e.Id)));
            Assert.Equal(expected, judged);
            if (random.Next(3) == 0)
            {
                state = RegressionStateRules.WithFigures(state, judged.Judgement, judged.FrozenLastId, isStale: false);
            }
        }

        return true;
    }

    private static void Write(FakeKpiStore store, Random random, List<KpiSample> events, List<long> hidden)
    {
        var rate = random.NextDouble();
        for (var i = random.Next(12); i > 0; i--)
        {
            bool? success = random.Next(12) == 0 ? null : random.NextDouble() < rate;
            double? value = random.Next(12) == 0 ? null : rate + random.NextDouble();
            var committed = random.Next(8) > 0;
            var id = store.Add(Series, success, value, committed);
            events.Add(new KpiSample(id, success, value));
            if (!committed)
            {
                hidden.Add(id);
            }
        }
    }

    private static TailJudgement Expect(RegressionPolicy policy, RegressionState state, IEnumerable<KpiSample> visible)
    {
        var frozen = RegressionStateRules.FrozenOf(state);
        var after = frozen.Count > 0 ? state.FrozenBaselineLastId : state.ArmedAfterId;
        var (samples, ids) = (new List<double>(), new List<long>());
        foreach (var kpiEvent in visible.Where(e => e.Id > after))
        {
            if (SampleValues.TryRead(policy.Kind, kpiEvent, out var value))
            {
                samples.Add(value);
                ids.Add(kpiEvent.Id);
            }
        }

        var judgement = RegressionRules.Judge(policy, frozen, samples.ToArray());
        var lastId = frozen.Count > 0 ? state.FrozenBaselineLastId
            : judgement.Frozen.Count > 0 ? ids[policy.BaselineEvents - 1] : 0;
        return new TailJudgement(judgement, lastId);
    }

    private static RegressionPolicy Policy() => new() { Series = Series };

    private static async Task<TailJudgement> JudgeAsync(
        SeriesTails tails, RegressionPolicy policy, RegressionState state)
    {
        await tails.ObserveSettledAsync(default);
        return await tails.JudgeAsync(policy, state, default);
    }
}
