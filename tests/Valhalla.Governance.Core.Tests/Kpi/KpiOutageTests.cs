
namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiOutageTests
{
    [Fact]
    public async Task Emit_StoreDownThenBack_LosesNothingAndKeepsTheOrder()
    {
        await using var harness = await StartDownAsync();
        harness.Kpi.Emit(KpiHarness.Event(0));
        await harness.Clock.WaitForPendingTimersAsync();
        for (var i = 1; i < 20; i++)
        {
            harness.Kpi.Emit(KpiHarness.Event(i));
            await FailOnceMoreAsync(harness);
        }

        Assert.Equal(20, harness.Health.Pending);
        Assert.Empty(await harness.StoredAsync());
        harness.Store.Refuse = _ => null;
        harness.Clock.Advance(new KpiOptions().MaxRetryDelay);
        await harness.Kpi.FlushAsync();

        Assert.Equal(Enumerable.Range(0, 20), await harness.NumbersAsync());
        Assert.Equal(0, harness.Health.Dropped);
        Assert.True(harness.Health.IsHealthy, harness.Health.Problem);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 100)]
    [InlineData(5, 800)]
    [InlineData(6, 1_000)]
    [InlineData(40, 1_000)]
    public async Task Emit_StoreDown_IsRetriedWithGrowingBoundedWaits(int failures, int waitMs)
    {
        await using var harness = await StartDownAsync();
        harness.Kpi.Emit(KpiHarness.Event());
        await harness.Clock.WaitForPendingTimersAsync();
        for (var i = 1; i < failures; i++)
        {
            await FailOnceMoreAsync(harness);
        }

        var attempts = harness.Store.Attempts;
        harness.Store.Hold();
        var waiting = harness.Clock.PendingTimers;
        harness.Clock.Advance(TimeSpan.FromMilliseconds(waitMs - 1));
        Assert.Equal((attempts, waiting), (harness.Store.Attempts, harness.Clock.PendingTimers));
        harness.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await harness.Store.WaitUntilHeldAsync();
    }

    [Fact]
    public async Task Emit_StoreFailsInAWayThatNobodyKnows_NothingIsPutAsideAndAllIsStoredLater()
    {
        await using var harness = await StartDownAsync();
        harness.Store.Refuse = _ => new InvalidOperationException("A connection is in a state that was not expected.");
        for (var i = 0; i < 16; i++)
        {
            harness.Kpi.Emit(KpiHarness.Event(i));
        }

        await harness.Clock.WaitForPendingTimersAsync();
        Assert.Equal(0, harness.Health.Quarantined);
        harness.Store.Refuse = _ => null;
        harness.Clock.Advance(new KpiOptions().MaxRetryDelay);
        await harness.Kpi.FlushAsync();

        Assert.Equal(Enumerable.Range(0, 16), await harness.NumbersAsync());
        Assert.Equal(0, harness.Health.Quarantined);
    }

    [Fact]
    public async Task EmitAsync_StoreDown_IsToldAtOnceAndNeverStored()
    {
        await using var harness = await StartDownAsync();
        harness.Kpi.Emit(KpiHarness.Event(1));
        await harness.Clock.WaitForPendingTimersAsync();
        var inTheBatch = harness.Kpi.EmitAsync(KpiHarness.Event(2)).AsTask();
        var many = harness.Kpi.EmitBatchAsync([KpiHarness.Event(3), KpiHarness.Event(4)], null).AsTask();
        var keyed = harness.Kpi.EmitBatchAsync([KpiHarness.Event(5)], "key").AsTask();
        var flush = harness.Kpi.FlushAsync().AsTask();

        harness.Clock.Advance(new KpiOptions().RetryDelay);

        foreach (var waiting in new Task[] { inTheBatch, many, keyed, flush })
        {
            var exception = await Assert.ThrowsAsync<ValhallaStoreException>(
                () => waiting.WaitAsync(KpiHarness.Patience));
            Assert.Equal(StoreFailure.Unavailable, exception.Failure);
        }

        harness.Store.Refuse = _ => null;
        harness.Clock.Advance(new KpiOptions().MaxRetryDelay);
        await harness.Kpi.FlushAsync();
        await harness.AssertNumbersAsync(1);
    }

    [Fact]
    public async Task EmitAsync_AloneWhileTheStoreIsDown_LeavesNothingToRetry()
    {
        await using var harness = await StartDownAsync();

        await Assert.ThrowsAsync<ValhallaStoreException>(() => harness.Kpi.EmitAsync(KpiHarness.Event(1)).AsTask());
        await Assert.ThrowsAsync<ValhallaStoreException>(() => harness.Kpi.EmitAsync(KpiHarness.Event(2)).AsTask());
        harness.Store.Refuse = _ => null;

        await harness.Kpi.EmitAsync(KpiHarness.Event(3));
        await harness.AssertNumbersAsync(3);
    }

    [Fact]
    public async Task EmitBatchAsync_KeyFailedWhileDown_IsFreshWhenTheStoreIsBack()
    {
        await using var harness = await StartDownAsync();
        await Assert.ThrowsAsync<ValhallaStoreException>(
            () => harness.Kpi.EmitBatchAsync([KpiHarness.Event(1)], "key").AsTask());
        harness.Store.Refuse = _ => null;

        var result = await harness.Kpi.EmitBatchAsync([KpiHarness.Event(1)], "key");

        Assert.Equal(IdempotencyStatus.Fresh, result.Idempotency);
        await harness.AssertNumbersAsync(1);
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Emit_StoreTimesOut_CountsAsDown(Type type)
    {
        await using var harness = await StartDownAsync();
        harness.Store.Refuse = _ => (Exception)Activator.CreateInstance(type)!;
        harness.Kpi.Emit(KpiHarness.Event(1));
        await harness.Clock.WaitForPendingTimersAsync();

        harness.Store.Refuse = _ => null;
        harness.Clock.Advance(new KpiOptions().RetryDelay);
        await harness.Kpi.FlushAsync();

        await harness.AssertNumbersAsync(1);
        Assert.Equal(0, harness.Health.Quarantined);
    }

    [Fact]
    public async Task Health_StoreDownForLong_SaysSo()
    {
        await using var harness = await StartDownAsync();
        harness.Kpi.Emit(KpiHarness.Event());
        await harness.Clock.WaitForPendingTimersAsync();
        Assert.True(harness.Health.IsHealthy, harness.Health.Problem);
        Assert.Equal(TimeSpan.Zero, harness.Health.OldestAge);

        harness.Clock.SetUtcNow(harness.Clock.GetUtcNow().AddHours(-1));
        var options = new KpiOptions();
        for (var waited = TimeSpan.Zero; waited < options.UnhealthyAge; waited += options.MaxRetryDelay)
        {
            harness.Clock.Advance(options.MaxRetryDelay);
            await harness.Clock.WaitForPendingTimersAsync();
        }

        Assert.False(harness.Health.IsHealthy);
        Assert.Contains("unavailable", harness.Health.Problem, StringComparison.Ordinal);
        Assert.Null(harness.Health.LastCommitAt);
    }

    private static async Task<KpiHarness> StartDownAsync()
    {
        var harness = await KpiHarness.StartAsync(o => o.MaxDelay = TimeSpan.Zero);
        harness.Store.Refuse = _ => ScriptedKpiStore.Down;
        return harness;
    }

    /// <summary>Lets the writer try again, in vain.</summary>
    private static async Task FailOnceMoreAsync(KpiHarness harness)
    {
        harness.Store.Hold();
        harness.Clock.Advance(new KpiOptions().MaxRetryDelay);
        await harness.Store.WaitUntilHeldAsync();
        harness.Store.Release();
        await harness.Clock.WaitForPendingTimersAsync();
    }
}
