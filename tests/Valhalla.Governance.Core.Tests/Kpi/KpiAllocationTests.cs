using Valhalla.Governance.Kpi;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Kpi;

/// <summary>The allocation budget of emitting: nothing in steady state.</summary>
public sealed class KpiAllocationTests
{
    private const int CallsPerRound = 2_000;

    [Fact]
    public async Task Emit_SteadyState_AllocatesNothing()
    {
        await using var harness = new KpiHarness(time: TimeProvider.System);
        var kpiEvent = KpiHarness.Event() with { Actor = "actor" };

        Assert.Equal(0, Measure(() => harness.Kpi.Emit(kpiEvent)));
        Assert.Equal(0, Measure(() => harness.Kpi.Success(KpiHarness.Domain, KpiHarness.Metric, "actor", "c")));
        Assert.Equal(0, Measure(() => harness.Kpi.Value(KpiHarness.Domain, KpiHarness.Metric, 1.5, "actor", "c")));
    }

    [Fact]
    public async Task TimedStep_SteadyState_AllocatesNothing()
    {
        await using var harness = new KpiHarness(time: TimeProvider.System);

        Assert.Equal(0, Measure(() =>
        {
            using var step = harness.Kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, "actor", "c");
        }));
        Assert.Equal(0, Measure(() =>
        {
            using var outer = harness.Kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, "actor", "c");
            using var inner = harness.Kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric);
            inner.Succeed();
        }));
    }

    [Fact]
    public async Task Emit_WakingTheWriter_AllocatesNothing()
    {
        await using var harness = await KpiHarness.StartAsync(o => o.MaxDelay = TimeSpan.Zero, TimeProvider.System);
        var bell = harness.Get<KpiInbox>().Doorbell;
        var allocated = 0L;
        for (var i = 0; i < 200; i++)
        {
            await harness.Kpi.FlushAsync();
            while (!bell.IsAsleep)
            {
                Thread.Yield();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            harness.Kpi.Emit(KpiHarness.Event(i));

            // The pool makes room for its queue now and then.
            allocated += i < 100 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated, 0, 100 * 8);
    }

    private static long Measure(Action action) => Allocations.LeastOf(() =>
    {
        for (var i = 0; i < CallsPerRound; i++)
        {
            action();
        }
    });
}
