using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Benchmarks.Kpi;

/// <summary>Counts what the writer commits, and keeps none of it.</summary>
internal sealed class CountingKpiStore : IKpiStore
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _count, _count + events.Length);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
