using System.Runtime.InteropServices;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Kpi;

/// <summary>KPI events in memory: the newest <see cref="MaxEvents"/> of them.</summary>
internal sealed class InMemoryKpiStore(InMemoryDatabase database) : IKpiStore
{
    /// <summary>Where retention does not make room, the oldest do; a tenth at a time.</summary>
    public const int MaxEvents = 500_000;

    private readonly Lock _sync = new();
    private readonly List<KpiRecord> _records = [];
    private readonly Dictionary<KpiSeries, List<KpiSample>> _samples = [];
    private long _lastId;

    public ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            Append(events.Span, ids.Span);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
            {
                return ValueTask.FromResult<StoredAnswer?>(earlier);
            }

            lock (_sync)
            {
                for (var i = 0; i < ids.Length; i++)
                {
                    ids.Span[i] = _lastId + 1 + i;
                }

                // Made first: when it throws, nothing is stored.
                var answer = answerJson(ids);
                Append(events.Span, ids.Span);
                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answer));
            }

            return ValueTask.FromResult<StoredAnswer?>(null);
        }
    }

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            return ValueTask.FromResult<IReadOnlyList<KpiRecord>>(
            [
                .. _records.AsEnumerable().Reverse()
                    .Where(r => (query.BeforeId is not { } before || r.Id < before)
                        && (query.Domain is not { } domain || r.Event.Domain == domain)
                        && (query.Metric is not { } metric || r.Event.Metric == metric)
                        && (query.CorrelationId is not { } id
                            || string.Equals(r.Event.CorrelationId, id, StringComparison.Ordinal)))
                    .Take(query.Limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            var samples = After(series, afterId);
            return ValueTask.FromResult<IReadOnlyList<KpiSample>>(
                samples[Math.Max(0, samples.Length - limit)..].ToArray());
        }
    }

    public ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            var samples = After(series, afterId);
            return ValueTask.FromResult<IReadOnlyList<KpiSample>>(samples[..Math.Min(limit, samples.Length)].ToArray());
        }
    }

    public ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(LastId);
    }

    /// <summary>The highest id so far.</summary>
    public long LastId
    {
        get
        {
            lock (_sync)
            {
                return _lastId;
            }
        }
    }

    /// <summary>The next events by id.</summary>
    public IReadOnlyList<KpiRecord> ReadAfter(long afterId, int limit)
    {
        lock (_sync)
        {
            return [.. _records.SkipWhile(record => record.Id <= afterId).Take(limit)];
        }
    }

    /// <summary>The id behind which the newest events of a series are; 0 for all.</summary>
    public long FindNewestAfterId(KpiSeries series, int count)
    {
        lock (_sync)
        {
            var samples = After(series, 0);
            return samples.Length > count ? samples[samples.Length - count - 1].Id : 0;
        }
    }

    /// <summary>Removes events.</summary>
    public int Remove(IReadOnlySet<long> ids)
    {
        lock (_sync)
        {
            foreach (var samples in _samples.Values)
            {
                samples.RemoveAll(sample => ids.Contains(sample.Id));
            }

            return _records.RemoveAll(record => ids.Contains(record.Id));
        }
    }

    private void Append(ReadOnlySpan<KpiEvent> events, Span<long> ids)
    {
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var kpiEvent = ref events[i];
            var id = ++_lastId;
            _records.Add(new KpiRecord(id, kpiEvent));
            ref var samples = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _samples, new KpiSeries(kpiEvent.Domain, kpiEvent.Metric), out _);
            samples ??= [];
            samples.Add(new KpiSample(id, kpiEvent.Success, kpiEvent.Value));
            if (!ids.IsEmpty)
            {
                ids[i] = id;
            }
        }

        if (_records.Count > MaxEvents)
        {
            Shrink();
        }
    }

    private void Shrink()
    {
        _records.RemoveRange(0, _records.Count - (MaxEvents * 9 / 10));
        var oldest = _records[0].Id;
        foreach (var (series, samples) in _samples)
        {
            samples.RemoveRange(0, samples.TakeWhile(sample => sample.Id < oldest).Count());
            if (samples.Count == 0)
            {
                _samples.Remove(series);
            }
        }
    }

    private ReadOnlySpan<KpiSample> After(KpiSeries series, long afterId)
    {
        if (!_samples.TryGetValue(series, out var samples))
        {
            return [];
        }

        var all = CollectionsMarshal.AsSpan(samples);
        var low = 0;
        var high = all.Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (all[middle].Id <= afterId)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return all[low..];
    }
}
