
namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiFullBufferTests
{
    private const int Capacity = 16;

    [Fact]
    public async Task Emit_FullAndDropping_IsCountedAndItsMetricStale()
    {
        await using var harness = new KpiHarness(o => (o.Capacity, o.WhenFull) = (Capacity, KpiWhenFull.Drop));
        Fill(harness);
        Assert.Empty(harness.Health.StaleSeries);

        Assert.False(harness.Kpi.Emit(KpiHarness.Event()));
        using (harness.Kpi.TimedStep("WHOLESALE", "step"))
        {
        }

        Assert.Equal(2, harness.Health.Dropped);
        Assert.Equal(
            ["WHOLESALE.offer_sent", "WHOLESALE.step"], harness.Health.StaleSeries.Select(s => s.ToString()).Order());
        await harness.Writer.StartAsync(default);
        await harness.Kpi.FlushAsync();
        Assert.Equal(Enumerable.Range(0, Capacity), await harness.NumbersAsync());
    }

    [Fact]
    public async Task StaleSeries_AfterTheStalePeriod_IsForgotten()
    {
        await using var harness = await KpiHarness.StartAsync(
            o => (o.Capacity, o.WhenFull) = (Capacity, KpiWhenFull.Drop));
        harness.Store.Hold();
        harness.Kpi.Emit(KpiHarness.Event());
        await harness.Store.WaitUntilHeldAsync();
        Fill(harness);
        harness.Kpi.Emit(KpiHarness.Event());
        harness.Store.Release();
        await harness.Kpi.FlushAsync();
        Assert.False(harness.Health.IsHealthy);

        harness.Clock.Advance(new KpiOptions().StalePeriod);

        Assert.Empty(harness.Health.StaleSeries);
        Assert.True(harness.Health.IsHealthy, harness.Health.Problem);
        Assert.Equal(1, harness.Health.Dropped);
    }

    [Fact]
    public async Task Emit_FullAndWaiting_IsTakenWhenThereIsRoom()
    {
        await using var harness = new KpiHarness(o => o.Capacity = Capacity);
        Fill(harness);
        var emitting = Task.Run(() => harness.Kpi.Emit(KpiHarness.Event(Capacity)));
        await harness.Clock.WaitForPendingTimersAsync();

        await harness.Writer.StartAsync(default);

        Assert.True(await emitting.WaitAsync(KpiHarness.Patience));
        await harness.Kpi.FlushAsync();
        Assert.Equal(Enumerable.Range(0, Capacity + 1), await harness.NumbersAsync());
        Assert.Equal(0, harness.Health.Dropped);
    }

    [Fact]
    public async Task Emit_FullForTheWaitLimit_IsCountedAndLaterOnesDoNotWait()
    {
        await using var harness = new KpiHarness(o => o.Capacity = Capacity);
        Fill(harness);
        var emitting = Task.Run(() => harness.Kpi.Emit(KpiHarness.Event()));
        await harness.Clock.WaitForPendingTimersAsync();
        Assert.False(emitting.IsCompleted);

        harness.Clock.Advance(new KpiOptions().WaitLimit);

        Assert.False(await emitting.WaitAsync(KpiHarness.Patience));
        Assert.Equal(1, harness.Health.Dropped);

        // The clock stands still: a second wait would never end.
        Assert.False(harness.Kpi.Emit(KpiHarness.Event()));
        Assert.Equal(2, harness.Health.Dropped);
    }

    [Fact]
    public async Task Emit_AfterRoomWasMade_WaitsAgain()
    {
        await using var harness = await KpiHarness.StartAsync(
            o => (o.Capacity, o.MaxDelay) = (Capacity, TimeSpan.Zero));
        await HoldAndFillAsync(harness);
        var inVain = Task.Run(() => harness.Kpi.Emit(KpiHarness.Event()));
        await harness.Clock.WaitForPendingTimersAsync();
        harness.Clock.Advance(new KpiOptions().WaitLimit);
        Assert.False(await inVain.WaitAsync(KpiHarness.Patience));
        harness.Store.Release();
        await harness.Kpi.FlushAsync();

        await HoldAndFillAsync(harness);
        var emitting = Task.Run(() => harness.Kpi.Emit(KpiHarness.Event()));
        await harness.Clock.WaitForPendingTimersAsync();
        harness.Store.Release();

        Assert.True(await emitting.WaitAsync(KpiHarness.Patience));
        Assert.Equal(1, harness.Health.Dropped);
    }

    [Theory]
    [InlineData(KpiWhenFull.Drop)]
    [InlineData(KpiWhenFull.Wait)]
    public async Task EmitAsync_Full_IsToldSoAndNotCounted(KpiWhenFull whenFull)
    {
        await using var harness = new KpiHarness(o => (o.Capacity, o.WhenFull) = (Capacity, whenFull));
        Fill(harness);

        var emitting = harness.Kpi.EmitAsync(KpiHarness.Event()).AsTask();
        if (whenFull == KpiWhenFull.Wait)
        {
            Assert.False(emitting.IsCompleted);
            harness.Clock.Advance(new KpiOptions().WaitLimit);
        }

        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(() => emitting);
        Assert.Equal(StoreFailure.Overloaded, exception.Failure);
        Assert.Equal(0, harness.Health.Dropped);
    }

    [Fact]
    public async Task EmitAsync_FullUntilThereIsRoom_IsTaken()
    {
        await using var harness = new KpiHarness(o => o.Capacity = Capacity);
        Fill(harness);
        var emitting = harness.Kpi.EmitAsync(KpiHarness.Event(Capacity)).AsTask();

        await harness.Writer.StartAsync(default);

        Assert.Equal(Capacity + 1, await emitting);
    }

    private static void Fill(KpiHarness harness)
    {
        for (var i = 0; i < Capacity; i++)
        {
            Assert.True(harness.Kpi.Emit(KpiHarness.Event(i)));
        }
    }

    private static async Task HoldAndFillAsync(KpiHarness harness)
    {
        harness.Store.Hold();
        harness.Kpi.Emit(KpiHarness.Event());
        await harness.Store.WaitUntilHeldAsync();
        Fill(harness);
    }
}
