using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiBatchTests
{
    private static readonly KpiEvent[] Two = [KpiHarness.Event(1), KpiHarness.Event(2)];

    [Fact]
    public async Task EmitBatchAsync_WithoutKey_IsRecordedEachTime()
    {
        await using var harness = await KpiHarness.StartAsync();

        Assert.Equal([1, 2], (await harness.Kpi.EmitBatchAsync(Two, null)).Ids);
        Assert.Equal([3, 4], (await harness.Kpi.EmitBatchAsync(Two, null)).Ids);

        await harness.AssertNumbersAsync(1, 2, 1, 2);
    }

    [Fact]
    public async Task EmitBatchAsync_SameKeySameEvents_IsReplayed()
    {
        await using var harness = await KpiHarness.StartAsync();
        var first = await harness.Kpi.EmitBatchAsync(Two, "key");
        harness.Clock.Advance(TimeSpan.FromMinutes(1));

        var second = await harness.Kpi.EmitBatchAsync([.. Two], "key");

        Assert.Equal(IdempotencyStatus.Fresh, first.Idempotency);
        Assert.Equal(IdempotencyStatus.Replayed, second.Idempotency);
        Assert.Equal(first.Ids, second.Ids);
        await harness.AssertNumbersAsync(1, 2);
    }

    [Fact]
    public async Task EmitBatchAsync_SameKeyOtherEvents_IsRefused()
    {
        await using var harness = await KpiHarness.StartAsync();
        await harness.Kpi.EmitBatchAsync(Two, "key");

        foreach (var other in Others())
        {
            var result = await harness.Kpi.EmitBatchAsync(other, "key");
            Assert.Equal(IdempotencyStatus.KeyReused, result.Idempotency);
            Assert.Empty(result.Ids);
        }

        await harness.AssertNumbersAsync(1, 2);
    }

    [Fact]
    public async Task EmitBatchAsync_SameKeyStillRunning_IsInFlightUntilSettledEvenIfItsCallerLeft()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Hold();
        using var cancellation = new CancellationTokenSource();
        var first = harness.Kpi.EmitBatchAsync(Two, "key", cancellation.Token).AsTask();
        await harness.Store.WaitUntilHeldAsync();
        Assert.Equal(IdempotencyStatus.InFlight, (await harness.Kpi.EmitBatchAsync(Two, "key")).Idempotency);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(IdempotencyStatus.InFlight, (await harness.Kpi.EmitBatchAsync(Two, "key")).Idempotency);

        harness.Store.Release();
        await harness.Kpi.FlushAsync();
        KpiBatchResult last;
        do
        {
            last = await harness.Kpi.EmitBatchAsync(Two, "key");
        }
        while (last.Idempotency == IdempotencyStatus.InFlight);
        Assert.Equal(IdempotencyStatus.Replayed, last.Idempotency);
        await harness.AssertNumbersAsync(1, 2);
    }

    [Fact]
    public async Task EmitBatchAsync_BetweenPlainEvents_KeepsItsPlaceInTheOrder()
    {
        await using var harness = new KpiHarness(o => o.MaxBatch = 4);
        harness.Kpi.Emit(KpiHarness.Event(1));
        var many = harness.Kpi.EmitBatchAsync([.. Enumerable.Range(2, 10).Select(KpiHarness.Event)], null).AsTask();
        harness.Kpi.Emit(KpiHarness.Event(12));
        var keyed = harness.Kpi.EmitBatchAsync([KpiHarness.Event(13), KpiHarness.Event(14)], "key").AsTask();
        harness.Kpi.Emit(KpiHarness.Event(15));

        await harness.Writer.StartAsync(default);
        await harness.Kpi.FlushAsync();

        Assert.Equal(Enumerable.Range(1, 15), await harness.NumbersAsync());
        Assert.Equal(Enumerable.Range(2, 10).Select(i => (long)i), (await many).Ids);
        Assert.Equal([13, 14], (await keyed).Ids);
    }

    [Fact]
    public async Task EmitBatchAsync_SizesAndKeysOutOfRange_Throw()
    {
        await using var harness = new KpiHarness();
        var kpi = harness.Kpi;

        await Assert.ThrowsAsync<ArgumentNullException>(() => kpi.EmitBatchAsync(null!, null).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => kpi.EmitBatchAsync([], null).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(
            () => kpi.EmitBatchAsync([.. Enumerable.Repeat(KpiHarness.Event(), 1_001)], null).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => kpi.EmitBatchAsync(Two, "").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => kpi.EmitBatchAsync(Two, new string('k', 256)).AsTask());
    }

    [Fact]
    public async Task EmitBatchAsync_Largest_IsOneTransaction()
    {
        await using var harness = await KpiHarness.StartAsync(o => o.MaxBatch = 10);

        var result = await harness.Kpi.EmitBatchAsync(
            [.. Enumerable.Range(0, 1_000).Select(KpiHarness.Event)], null);

        Assert.Equal(1_000, result.Ids.Count);
        Assert.Equal(1, harness.Store.Attempts);
    }

    [Fact]
    public void Hash_TimeAndTraceLeftOut_AreNotPartOfIt() =>
        Assert.Equal(KpiBatchRules.Hash(Two), KpiBatchRules.Hash([.. Two]));

    private static IEnumerable<KpiEvent[]> Others()
    {
        var first = Two[0];
        yield return [first];
        yield return [Two[1], Two[0]];
        yield return [first with { Domain = new DomainName("OTHER") }, Two[1]];
        yield return [first with { Metric = new MetricName("other") }, Two[1]];
        yield return [first with { Success = false }, Two[1]];
        yield return [first with { Success = null }, Two[1]];
        yield return [first with { Value = 1.5 }, Two[1]];
        yield return [first with { DurationMs = 1 }, Two[1]];
        yield return [first with { Actor = "a" }, Two[1]];
        yield return [first with { CorrelationId = "d" }, Two[1]];
        yield return [first with { DetailJson = "{}" }, Two[1]];
        yield return [first with { CreatedAt = DateTimeOffset.UnixEpoch }, Two[1]];
    }
}
