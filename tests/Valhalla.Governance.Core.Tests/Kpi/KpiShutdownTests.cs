using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiShutdownTests
{
    [Fact]
    public async Task Stop_EventsInTheBuffer_AreWrittenFirst()
    {
        await using var harness = await KpiHarness.StartAsync(o => o.MaxBatch = 3);
        for (var i = 0; i < 100; i++)
        {
            harness.Kpi.Emit(KpiHarness.Event(i));
        }

        await harness.StopAsync();

        Assert.Equal(Enumerable.Range(0, 100), await harness.NumbersAsync());
        Assert.False(harness.Health.IsHealthy);
    }

    [Fact]
    public async Task Emit_AfterTheStop_IsCountedOrTold()
    {
        await using var harness = await KpiHarness.StartAsync();
        await harness.StopAsync();

        Assert.False(harness.Kpi.Emit(KpiHarness.Event()));
        Assert.Equal(1, harness.Health.Dropped);
        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(
            () => harness.Kpi.EmitAsync(KpiHarness.Event()).AsTask());
        Assert.Equal(StoreFailure.Unavailable, exception.Failure);
        await harness.Kpi.FlushAsync();
    }

    [Fact]
    public async Task Stop_StoreDownForTheWholeTimeout_CountsWhatIsLeft()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Refuse = _ => ScriptedKpiStore.Down;
        harness.Kpi.Emit(KpiHarness.Event(1));
        await harness.Clock.WaitForPendingTimersAsync();
        harness.Kpi.Emit(KpiHarness.Event(2));
        var flush = harness.Kpi.FlushAsync().AsTask();

        var stopping = harness.StopAsync();
        await harness.Clock.WaitForPendingTimersAsync(2);
        Assert.False(stopping.IsCompleted);
        harness.Clock.Advance(new KpiOptions().FlushOnShutdownTimeout);
        while (!stopping.IsCompleted)
        {
            harness.Clock.Advance(new KpiOptions().FlushOnShutdownTimeout);
            await Task.Yield();
        }

        await stopping;
        Assert.Equal(2, harness.Health.Dropped);
        await Assert.ThrowsAsync<ValhallaStoreException>(() => flush);
        Assert.Empty(await harness.StoredAsync());
    }

    [Fact]
    public async Task Stop_StoreHangs_IsEndedByTheTimeout()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Hold();
        var durable = harness.Kpi.EmitAsync(KpiHarness.Event(1)).AsTask();
        harness.Kpi.Emit(KpiHarness.Event(2));
        await harness.Store.WaitUntilHeldAsync();

        var stopping = harness.StopAsync();
        harness.Clock.Advance(new KpiOptions().FlushOnShutdownTimeout);

        await stopping;
        await Assert.ThrowsAsync<ValhallaStoreException>(() => durable);
        Assert.Equal(1, harness.Health.Dropped);
    }

    [Fact]
    public async Task Stop_NeverStarted_StillWritesWhatIsThere()
    {
        await using var harness = new KpiHarness();
        harness.Kpi.Emit(KpiHarness.Event(1));

        await harness.StopAsync();

        await harness.AssertNumbersAsync(1);
    }

    [Fact]
    public async Task Stop_WhileOthersEmit_StoresOrCountsEachEvent()
    {
        const int Producers = 4;
        const int Each = 5_000;
        await using var harness = await KpiHarness.StartAsync(o => (o.Capacity, o.MaxDelay) = (64, TimeSpan.Zero));
        var halfway = new TaskCompletionSource();
        var producers = Enumerable.Range(0, Producers).Select(_ => Task.Run(() =>
        {
            var taken = 0;
            for (var i = 0; i < Each; i++)
            {
                if (i == Each / 2)
                {
                    halfway.TrySetResult();
                }

                taken += harness.Kpi.Emit(KpiHarness.Event()) ? 1 : 0;
            }

            return taken;
        })).ToArray();

        await halfway.Task;
        await harness.StopAsync();
        var taken = (await Task.WhenAll(producers)).Sum();

        Assert.Equal(taken, (await harness.StoredAsync()).Count);
        Assert.Equal((Producers * Each) - taken, harness.Health.Dropped);
        Assert.Equal(0, harness.Health.Pending);
    }

    [Fact]
    public async Task Writer_Registered_IsAHostedServiceOnce()
    {
        await using var harness = new KpiHarness(more: services =>
        {
            Microsoft.Extensions.DependencyInjection.ValhallaCoreServiceCollectionExtensions.AddValhallaCore(services);
        });

        Assert.Single(harness.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<KpiWriter>());
        Assert.Contains(harness.Writer, harness.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>());
    }
}
