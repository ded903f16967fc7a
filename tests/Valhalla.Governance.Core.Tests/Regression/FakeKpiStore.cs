using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>KPI events in a list, with a way to make reads fail.</summary>
internal sealed class FakeKpiStore : IKpiStore
{
    private readonly Lock _sync = new();
    private readonly List<(KpiSeries Series, KpiSample Sample)> _events = [];

    /// <summary>Thrown by every read while it is set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Runs before every read of the newest events, outside the lock.</summary>
    public Func<Task>? BeforeRead { get; set; }

    public int Reads { get; private set; }

    public void Add(KpiSeries series, bool? success, double? value = null)
    {
        lock (_sync)
        {
            _events.Add((series, new KpiSample(_events.Count + 1, success, value)));
        }
    }

    public void Add(KpiSeries series, int successes, int failures)
    {
        for (var i = 0; i < successes + failures; i++)
        {
            Add(series, i < successes);
        }
    }

    public async ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken)
    {
        if (BeforeRead is { } hook)
        {
            await hook();
        }

        return [.. Read(series, afterId).TakeLast(limit)];
    }

    public ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<KpiSample>>([.. Read(series, afterId).Take(limit)]);

    public ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private List<KpiSample> Read(KpiSeries series, long afterId)
    {
        lock (_sync)
        {
            Reads++;
            return Fault is null
                ? [.. _events.Where(e => e.Series == series && e.Sample.Id > afterId).Select(e => e.Sample)]
                : throw Fault;
        }
    }
}
