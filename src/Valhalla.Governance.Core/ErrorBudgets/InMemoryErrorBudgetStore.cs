using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Counts in memory. KPI events in memory are committed in the order of their ids.</summary>
internal sealed class InMemoryErrorBudgetStore(InMemoryDatabase database, IKpiStore kpi) : IErrorBudgetStore
{
    private const int PageEvents = 1_000;

    private readonly SortedDictionary<(string Objective, string Source, DateTimeOffset Start), SloMinute> _minutes =
        new(Comparer<(string Objective, string Source, DateTimeOffset Start)>.Create(Compare));

    private readonly Dictionary<SloKey, long> _positions = [];

    public ValueTask<StoredAnswer?> AddAsync(
        IReadOnlyList<SloMinute> minutes,
        IdempotencyTicket? ticket,
        string answerJson,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (ticket is not null)
            {
                if (database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
                {
                    return ValueTask.FromResult<StoredAnswer?>(earlier);
                }

                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answerJson));
            }

            Add(minutes);
            return ValueTask.FromResult<StoredAnswer?>(null);
        }
    }

    public async ValueTask<SloFold> FoldAsync(
        SloKey key, KpiSeries series, DateTimeOffset notBefore, int limit, CancellationToken cancellationToken)
    {
        long position;
        lock (database.Gate)
        {
            position = _positions.GetValueOrDefault(key);
        }

        var after = await ReadAfterAsync(series, position, cancellationToken).ConfigureAwait(false);
        var step = after.Take(limit).ToList();
        lock (database.Gate)
        {
            // Another caller may have counted them meanwhile.
            if (step.Count == 0 || _positions.GetValueOrDefault(key) != position)
            {
                return new SloFold(0, HasMore: step.Count > 0, IsHeldUp: false);
            }

            Add(SloEvents.Count(key, step.Select(static record => record.Event), notBefore));
            _positions[key] = step[^1].Id;
            return new SloFold(step.Count, after.Count > step.Count, IsHeldUp: false);
        }
    }

    public ValueTask<SloReading> ReadAsync(SloKey key, SloWindows windows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var totals = new SloTotals[SloWindows.Count];
        DateTimeOffset? lastAt = null;
        lock (database.Gate)
        {
            foreach (var minute in _minutes.Values.Where(m => m.Key == key && m.Start <= windows.Until))
            {
                for (var i = 0; i < totals.Length; i++)
                {
                    totals[i] += minute.Start >= windows.Since[i] ? minute.Totals : default;
                }

                lastAt = minute.Start >= windows.Since[^1] ? minute.LastAt : lastAt;
            }
        }

        return ValueTask.FromResult(new SloReading(totals, lastAt));
    }

    public ValueTask<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var old = _minutes.Keys.Where(minute => minute.Start < before).Take(limit).ToList();
            old.ForEach(minute => _minutes.Remove(minute));
            return ValueTask.FromResult(old.Count);
        }
    }

    private static int Compare(
        (string Objective, string Source, DateTimeOffset Start) left,
        (string Objective, string Source, DateTimeOffset Start) right) =>
        string.CompareOrdinal(left.Objective, right.Objective) is not 0 and var byObjective ? byObjective
        : string.CompareOrdinal(left.Source, right.Source) is not 0 and var bySource ? bySource
        : left.Start.CompareTo(right.Start);

    private void Add(IReadOnlyList<SloMinute> minutes)
    {
        foreach (var minute in minutes)
        {
            var key = (minute.Key.Objective, minute.Key.Source, minute.Start);
            _minutes[key] = _minutes.TryGetValue(key, out var stored)
                ? stored with
                {
                    Totals = stored.Totals + minute.Totals,
                    LastAt = minute.LastAt > stored.LastAt ? minute.LastAt : stored.LastAt,
                }
                : minute;
        }
    }

    /// <summary>The events of a series after an id, the oldest first.</summary>
    private async ValueTask<List<KpiRecord>> ReadAfterAsync(
        KpiSeries series, long afterId, CancellationToken cancellationToken)
    {
        var found = new List<KpiRecord>();
        long? before = null;
        while (true)
        {
            var page = await kpi.ListAsync(
                new KpiQuery { Domain = series.Domain, Metric = series.Metric, BeforeId = before, Limit = PageEvents },
                cancellationToken).ConfigureAwait(false);
            found.AddRange(page.TakeWhile(record => record.Id > afterId));
            if (page.Count < PageEvents || page[^1].Id <= afterId)
            {
                found.Reverse();
                return found;
            }

            before = page[^1].Id;
        }
    }
}
