namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiPoisonTests
{
    private const int Poison = -1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(99)]
    public async Task Emit_OnePoisonedOfMany_IsSetApartAndTheOthersAreStoredInOrder(int place)
    {
        await using var harness = new KpiHarness();
        harness.Store.Refuse = RefusePoison;
        for (var i = 0; i < 100; i++)
        {
            harness.Kpi.Emit(KpiHarness.Event(i == place ? Poison : i));
        }

        await harness.Writer.StartAsync(default);
        await harness.Kpi.FlushAsync();

        Assert.Equal(Enumerable.Range(0, 100).Where(i => i != place), await harness.NumbersAsync());
        Assert.Equal(1, harness.Health.Quarantined);
        Assert.Equal(0, harness.Health.Dropped);
        Assert.Equal([KpiHarness.Series], harness.Health.StaleSeries);

        // Halving finds it in logarithmic time, not one by one.
        Assert.InRange(harness.Store.Attempts, 1, 20);
    }

    [Fact]
    public async Task EmitAsync_Poisoned_TellsItsCallerOnly()
    {
        await using var harness = new KpiHarness();
        harness.Store.Refuse = RefusePoison;
        var good = harness.Kpi.EmitAsync(KpiHarness.Event(1)).AsTask();
        var bad = harness.Kpi.EmitAsync(KpiHarness.Event(Poison)).AsTask();
        var alsoGood = harness.Kpi.EmitAsync(KpiHarness.Event(2)).AsTask();

        await harness.Writer.StartAsync(default);

        Assert.IsType<FormatException>((await Assert.ThrowsAsync<ArgumentException>(() => bad)).InnerException);
        Assert.Equal(1, await good);
        Assert.Equal(2, await alsoGood);
    }

    [Fact]
    public async Task EmitBatchAsync_OnePoisoned_IsRefusedAsAWholeAndItsNeighboursAreStored()
    {
        await using var harness = new KpiHarness();
        harness.Store.Refuse = RefusePoison;
        harness.Kpi.Emit(KpiHarness.Event(1));
        var bad = harness.Kpi.EmitBatchAsync(
            [KpiHarness.Event(2), KpiHarness.Event(3), KpiHarness.Event(Poison), KpiHarness.Event(4)], null).AsTask();
        var good = harness.Kpi.EmitBatchAsync([KpiHarness.Event(5), KpiHarness.Event(6)], null).AsTask();

        await harness.Writer.StartAsync(default);

        await Assert.ThrowsAsync<ArgumentException>(() => bad);
        Assert.Equal([2, 3], (await good).Ids);
        await harness.AssertNumbersAsync(1, 5, 6);
        Assert.Equal(4, harness.Health.Quarantined);
    }

    [Fact]
    public async Task EmitBatchAsync_PoisonedWithKey_LeavesTheKeyFree()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Refuse = RefusePoison;

        await Assert.ThrowsAsync<ArgumentException>(
            () => harness.Kpi.EmitBatchAsync([KpiHarness.Event(Poison)], "key").AsTask());

        var result = await harness.Kpi.EmitBatchAsync([KpiHarness.Event(1)], "key");
        Assert.Equal(IdempotencyStatus.Fresh, result.Idempotency);
    }

    [Fact]
    public async Task Emit_PoisonWhileTheStoreGoesDown_LosesNothingElse()
    {
        await using var harness = new KpiHarness(o => o.MaxDelay = TimeSpan.Zero);
        var attempts = 0;
        harness.Store.Refuse = events => ++attempts == 3 ? ScriptedKpiStore.Down : RefusePoison(events);
        for (var i = 0; i < 10; i++)
        {
            harness.Kpi.Emit(KpiHarness.Event(i == 7 ? Poison : i));
        }

        await harness.Writer.StartAsync(default);
        await harness.Clock.WaitForPendingTimersAsync();
        harness.Clock.Advance(new KpiOptions().RetryDelay);
        await harness.Kpi.FlushAsync();

        await harness.AssertNumbersAsync(0, 1, 2, 3, 4, 5, 6, 8, 9);
        Assert.Equal(1, harness.Health.Quarantined);
    }

    private static FormatException? RefusePoison(ReadOnlyMemory<KpiEvent> events) =>
        events.ToArray().Any(e => e.Value == Poison) ? new FormatException("bad text") : null;
}
