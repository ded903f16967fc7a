using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>KPI events in a list, with a way to make reads fail.</summary>
internal sealed class FakeKpiStore : IKpiStore
{
    private readonly Lock _sync = new();
    private readonly List<(KpiSeries Series, KpiSample Sample)> _events = [];

    /// <summary>Ids that were handed out and are not committed yet.</summary>
    private readonly SortedSet<long> _uncommitted = [];
    private readonly HashSet<long> _deleted = [];

    /// <summary>Thrown by every read while it is set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Runs before every read of the newest events, outside the lock.</summary>
    public Func<Task>? BeforeRead { get; set; }

    /// <summary>Runs before every look for the newest settled event, outside the lock.</summary>
    public Func<Task>? BeforeSettled { get; set; }

    /// <summary>Runs after every read of events, before they are handed out.</summary>
    public Func<Task>? AfterRead { get; set; }

    public int Reads { get; private set; }

    /// <summary>How many events were read.</summary>
    public int EventsRead { get; private set; }

    public long Add(KpiSeries series, bool? success, double? value = null, bool committed = true)
    {
        lock (_sync)
        {
            var id = _events.Count + 1;
            _events.Add((series, new KpiSample(id, success, value)));
            if (!committed)
            {
                _uncommitted.Add(id);
            }

            return id;
        }
    }

    /// <summary>Makes an event visible, which others with higher ids are already.</summary>
    public void Commit(long id)
    {
        lock (_sync)
        {
            _uncommitted.Remove(id);
        }
    }

    /// <summary>Deletes an event, as retention does.</summary>
    public void Delete(long id)
    {
        lock (_sync)
        {
            _deleted.Add(id);
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

        return await LeaveAsync([.. Read(series, afterId).TakeLast(limit)]);
    }

    public ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        LeaveAsync([.. Read(series, afterId).Take(limit)]);

    public async ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken)
    {
        if (BeforeSettled is { } hook)
        {
            await hook();
        }

        lock (_sync)
        {
            return _uncommitted.Count > 0 ? _uncommitted.Min - 1 : _events.Count;
        }
    }

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

    private async ValueTask<IReadOnlyList<KpiSample>> LeaveAsync(IReadOnlyList<KpiSample> read)
    {
        if (AfterRead is { } hook)
        {
            await hook();
        }

        return read;
    }

    private List<KpiSample> Read(KpiSeries series, long afterId)
    {
        lock (_sync)
        {
            Reads++;
            var found = Fault is null
                ? _events.Where(e => e.Series == series && e.Sample.Id > afterId && !_deleted.Contains(e.Sample.Id)
                    && !_uncommitted.Contains(e.Sample.Id)).Select(e => e.Sample).ToList()
                : throw Fault;
            EventsRead += found.Count;
            return found;
        }
    }
}
