using System.Diagnostics;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiEmitterTests
{
    [Fact]
    public async Task Emit_ManyEvents_AreStoredInOrder()
    {
        await using var harness = await KpiHarness.StartAsync(o => o.MaxBatch = 7);

        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(harness.Kpi.Emit(KpiHarness.Event(i)));
        }

        await harness.Kpi.FlushAsync();
        Assert.Equal(Enumerable.Range(0, 1_000), await harness.NumbersAsync());
        Assert.Equal(0, harness.Health.Pending);
    }

    [Fact]
    public async Task Emit_EveryField_IsStoredAsGiven()
    {
        await using var harness = await KpiHarness.StartAsync();
        var given = new KpiEvent
        {
            Domain = KpiHarness.Domain,
            Metric = KpiHarness.Metric,
            Success = false,
            Value = -1.5,
            DurationMs = 0.25,
            Actor = "offer_engine",
            CorrelationId = "offer_123",
            DetailJson = """{"reason":"low"}""",
            CreatedAt = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)),
        };

        harness.Kpi.Emit(given);
        await harness.Kpi.FlushAsync();

        var stored = Assert.Single(await harness.StoredAsync()).Event;
        Assert.Equal(given with { CreatedAt = given.CreatedAt.ToUniversalTime() }, stored);
        Assert.Equal(TimeSpan.Zero, stored.CreatedAt.Offset);
    }

    [Theory]
    [InlineData("a\u200Bn\u202En", "ann")]
    [InlineData("\uFF41nn", "ann")]
    [InlineData("\u200B", null)]
    public async Task Emit_ActorThatLooksLikeAnother_IsKeptInItsNormalForm(string actor, string? kept)
    {
        await using var harness = await KpiHarness.StartAsync();
        var given = KpiHarness.Event() with { Actor = actor };

        harness.Kpi.Emit(given);
        await harness.Kpi.EmitBatchAsync([given], null, default);
        using (harness.Kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, actor))
        {
        }

        await harness.Kpi.FlushAsync();
        Assert.Equal([kept, kept, kept], (await harness.StoredAsync()).Select(stored => stored.Event.Actor));
    }

    [Fact]
    public async Task Emit_ActorWhoseNormalFormIsLonger_IsCutNotQuarantined()
    {
        await using var harness = await KpiHarness.StartAsync();

        harness.Kpi.Emit(KpiHarness.Event() with { Actor = new string('\uFDFA', 200) });

        await harness.Kpi.FlushAsync();
        Assert.InRange(Assert.Single(await harness.StoredAsync()).Event.Actor!.Length, 190, 200);
    }

    [Fact]
    public async Task Emit_WithoutTime_IsDatedAtTheCallNotAtTheCommit()
    {
        await using var harness = new KpiHarness();
        var calledAt = harness.Clock.GetUtcNow();
        harness.Kpi.Emit(KpiHarness.Event());
        harness.Clock.Advance(TimeSpan.FromSeconds(3));

        await harness.Writer.StartAsync(default);
        await harness.Kpi.FlushAsync();

        Assert.Equal(calledAt, Assert.Single(await harness.StoredAsync()).Event.CreatedAt);
    }

    [Fact]
    public async Task Emit_WithinAnActivity_TakesItsTraceId()
    {
        await using var harness = await KpiHarness.StartAsync();
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        harness.Kpi.Emit(KpiHarness.Event() with { CorrelationId = null });
        await harness.Kpi.EmitAsync(KpiHarness.Event() with { CorrelationId = null });
        using (harness.Kpi.TimedStep("WHOLESALE", "step"))
        {
        }

        harness.Kpi.Emit(KpiHarness.Event());
        await harness.Kpi.FlushAsync();

        var traceId = activity.TraceId.ToHexString();
        Assert.Equal(
            [traceId, traceId, traceId, "c"], (await harness.StoredAsync()).Select(r => r.Event.CorrelationId));
    }

    [Fact]
    public async Task EmitAsync_BeforeTheCommit_IsNotCompleted()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Hold();

        var id = harness.Kpi.EmitAsync(KpiHarness.Event()).AsTask();
        await harness.Store.WaitUntilHeldAsync();

        Assert.False(id.IsCompleted);
        harness.Store.Release();
        Assert.Equal(1, await id);
        Assert.Equal(1, Assert.Single(await harness.StoredAsync()).Id);
    }

    [Fact]
    public async Task EmitAsync_ManyAtOnce_EachGetsTheIdOfItsEvent()
    {
        await using var harness = await KpiHarness.StartAsync();

        var ids = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => harness.Kpi.EmitAsync(KpiHarness.Event(i)).AsTask()));

        var stored = (await harness.StoredAsync()).ToDictionary(r => r.Id, r => (int)r.Event.Value!.Value);
        Assert.Equal(Enumerable.Range(0, 200), ids.Select(id => stored[id]));
    }

    [Fact]
    public async Task EmitAsync_CancelledWhileWaiting_EndsTheWaitOnly()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Hold();
        using var cancellation = new CancellationTokenSource();
        var id = harness.Kpi.EmitAsync(KpiHarness.Event(), cancellation.Token).AsTask();
        await harness.Store.WaitUntilHeldAsync();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => id);

        harness.Store.Release();
        await harness.Kpi.FlushAsync();
        Assert.Single(await harness.StoredAsync());
    }

    [Fact]
    public async Task FlushAsync_BeforeTheCommitOfWhatCameBefore_IsNotCompleted()
    {
        await using var harness = await KpiHarness.StartAsync();
        harness.Store.Hold();
        harness.Kpi.Emit(KpiHarness.Event(1));
        await harness.Store.WaitUntilHeldAsync();
        harness.Kpi.Emit(KpiHarness.Event(2));

        var flush = harness.Kpi.FlushAsync().AsTask();

        Assert.False(flush.IsCompleted);
        harness.Store.Release();
        await flush;
        await harness.AssertNumbersAsync(1, 2);
    }

    [Fact]
    public async Task Emit_WhileTheWriterGathers_IsCommittedWhenTheMomentIsOver()
    {
        await using var harness = await KpiHarness.StartAsync();
        await harness.Kpi.EmitAsync(KpiHarness.Event(1));
        await harness.Clock.WaitForPendingTimersAsync();
        harness.Store.Hold();
        harness.Kpi.Emit(KpiHarness.Event(2));
        Assert.Equal(1, harness.Store.Attempts);

        harness.Clock.Advance(new KpiOptions().MaxDelay);

        await harness.Store.WaitUntilHeldAsync();
    }

    [Fact]
    public async Task ListAsync_LimitOutOfRange_Throws()
    {
        await using var harness = new KpiHarness();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => harness.Kpi.ListAsync(new KpiQuery { Limit = 0 }).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => harness.Kpi.ListAsync(new KpiQuery { Limit = 1_001 }).AsTask());
    }
}
