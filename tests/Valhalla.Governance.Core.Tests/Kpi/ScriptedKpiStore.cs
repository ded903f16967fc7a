using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

/// <summary>The in-memory store behind a script: what it refuses, and when it lets a write go on.</summary>
internal sealed class ScriptedKpiStore(InMemoryKpiStore inner) : IKpiStore
{
    private volatile Gate? _gate;
    private int _attempts;

    /// <summary>Answers with the exception that a write of these events fails with; null lets it through.</summary>
    public Func<ReadOnlyMemory<KpiEvent>, Exception?> Refuse { get; set; } = _ => null;

    public int Attempts => Volatile.Read(ref _attempts);

    public static ValhallaStoreException Down => new(StoreFailure.Unavailable, "The store is down.");

    /// <summary>Writes wait until <see cref="Release"/>.</summary>
    public void Hold() => _gate = new Gate();

    /// <summary>Completes when a write waits.</summary>
    public Task WaitUntilHeldAsync() => _gate!.Entered.Task.WaitAsync(KpiHarness.Patience);

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.Released.TrySetResult();
    }

    public async ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        await EnterAsync(events, cancellationToken);
        await inner.AppendAsync(events, ids, cancellationToken);
    }

    public async ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken)
    {
        await EnterAsync(events, cancellationToken);
        return await inner.AppendOnceAsync(events, ids, ticket, answerJson, cancellationToken);
    }

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken) =>
        inner.ListAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        inner.ReadNewestAsync(series, afterId, limit, cancellationToken);

    public ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        inner.ReadOldestAsync(series, afterId, limit, cancellationToken);

    public ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken) =>
        inner.ReadSettledIdAsync(cancellationToken);

    private async ValueTask EnterAsync(ReadOnlyMemory<KpiEvent> events, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        if (_gate is { } gate)
        {
            gate.Entered.TrySetResult();
            await gate.Released.Task.WaitAsync(cancellationToken);
        }

        if (Refuse(events) is { } exception)
        {
            throw exception;
        }
    }

    private sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
