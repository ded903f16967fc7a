using FsCheck;
using FsCheck.Fluent;

namespace Valhalla.Governance.Core.Tests.Kpi;

/// <summary>Whatever the store does and whoever emits: each event is stored exactly once, or counted.</summary>
public sealed class KpiPropertyTests
{
    private enum Act
    {
        Emit,
        EmitPoison,
        EmitDurable,
        EmitMany,
        Advance,
        StoreDown,
        StoreUp,
    }

    [Fact]
    public void AnySequence_EachEvent_IsStoredOnceOrCounted()
    {
        var acts = Gen.Frequency(
            (8, Gen.Constant(Act.Emit)),
            (1, Gen.Constant(Act.EmitPoison)),
            (2, Gen.Constant(Act.EmitDurable)),
            (1, Gen.Constant(Act.EmitMany)),
            (2, Gen.Constant(Act.Advance)),
            (1, Gen.Constant(Act.StoreDown)),
            (1, Gen.Constant(Act.StoreUp)));
        var sequences = acts.ArrayOf().ToArbitrary();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(sequences, sequence => RunAsync(sequence).GetAwaiter().GetResult()));
    }

    private static async Task<bool> RunAsync(Act[] sequence)
    {
        await using var harness = await KpiHarness.StartAsync(
            o => (o.Capacity, o.WhenFull, o.MaxBatch) = (16, KpiWhenFull.Drop, 5));
        var isDown = false;
        harness.Store.Refuse = events => Volatile.Read(ref isDown)
            ? ScriptedKpiStore.Down
            : events.ToArray().Any(e => e.Actor == "poison") ? new FormatException() : null;
        var number = 0;
        var plain = new HashSet<int>();
        var dropped = 0;
        var awaited = new List<(int[] Numbers, Task<IReadOnlyList<long>> Ids)>();
        foreach (var act in sequence)
        {
            switch (act)
            {
                case Act.Emit or Act.EmitPoison:
                    var actor = act == Act.EmitPoison ? "poison" : null;
                    var taken = harness.Kpi.Emit(KpiHarness.Event(number) with { Actor = actor });
                    dropped += taken ? 0 : 1;
                    if (taken && actor is null)
                    {
                        plain.Add(number);
                    }

                    number++;
                    break;
                case Act.EmitDurable:
                    awaited.Add(([number], EmitAsync(harness.Kpi, KpiHarness.Event(number++))));
                    break;
                case Act.EmitMany:
                    int[] numbers = [number++, number++, number++];
                    awaited.Add((numbers, EmitManyAsync(harness.Kpi, numbers)));
                    break;
                case Act.Advance:
                    harness.Clock.Advance(TimeSpan.FromMilliseconds(60));
                    await Task.Yield();
                    break;
                default:
                    Volatile.Write(ref isDown, act == Act.StoreDown);
                    break;
            }
        }

        Volatile.Write(ref isDown, false);
        await DrainAsync(harness);
        await Task.WhenAll(awaited.Select(request => Task.WhenAny(request.Ids)));

        var stored = await harness.StoredAsync();
        var numbersStored = stored.Select(r => (int)r.Event.Value!.Value).ToArray();
        var expected = new HashSet<int>(plain);
        foreach (var (numbers, ids) in awaited)
        {
            if (ids.IsCompletedSuccessfully)
            {
                expected.UnionWith(numbers);
                Assert.Equal(numbers, (await ids).Select(id => (int)stored.Single(r => r.Id == id).Event.Value!.Value));
            }
        }

        Assert.Equal(expected.Order(), numbersStored);
        Assert.Equal(dropped, harness.Health.Dropped);
        return true;
    }

    private static async Task DrainAsync(KpiHarness harness)
    {
        while (harness.Health.Pending > 0)
        {
            harness.Clock.Advance(new KpiOptions().MaxRetryDelay);
            await Task.Yield();
        }

        await harness.Kpi.FlushAsync();
    }

    private static async Task<IReadOnlyList<long>> EmitAsync(IKpiEmitter kpi, KpiEvent kpiEvent) =>
        [await kpi.EmitAsync(kpiEvent)];

    private static async Task<IReadOnlyList<long>> EmitManyAsync(IKpiEmitter kpi, int[] numbers) =>
        (await kpi.EmitBatchAsync([.. numbers.Select(KpiHarness.Event)], null)).Ids;
}
