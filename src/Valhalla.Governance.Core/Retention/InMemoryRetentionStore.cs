using Valhalla.Governance.Kpi;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Retention;

/// <summary>
/// Retention in memory: of KPI events, the only rows there that come by the million. Nothing survives the process.
/// </summary>
internal sealed class InMemoryRetentionStore(InMemoryDatabase database, InMemoryKpiStore kpi)
    : IRetentionStore, IKpiRollups
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(DateOnly Day, KpiSeries Series), KpiRollupDay> _days = [];
    private RetentionLease? _lease;
    private DateTimeOffset _until;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _finishedAt;
    private DateTimeOffset? _nextAt;
    private string? _error;
    private long _fencing;
    private long _rolledUpTo;
    private long _deletedLastRun;
    private long _deletedTotal;

    public ValueTask<RetentionLease?> TryBeginAsync(string owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            var now = database.Now;
            if (LeaseRules.HasToWait(_nextAt, _startedAt, now)
                || (_lease is not null && LeaseRules.IsHeld(_until, now, RetentionLease.Duration)))
            {
                return ValueTask.FromResult<RetentionLease?>(null);
            }

            (_startedAt, _until, _deletedLastRun) = (now, now + RetentionLease.Duration, 0);
            _lease = new RetentionLease(owner, ++_fencing, now);
            return ValueTask.FromResult<RetentionLease?>(_lease);
        }
    }

    public ValueTask FinishAsync(
        RetentionLease lease, TimeSpan interval, string? error, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (lease == _lease)
            {
                (_lease, _error, _finishedAt, _nextAt) = (null, error, database.Now, lease.StartedAt + interval);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<long> FindHorizonAsync(CancellationToken cancellationToken) => ValueTask.FromResult(kpi.LastId);

    public ValueTask<RetentionStep?> RollUpAsync(
        RetentionLease lease, long horizon, int batchSize, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            if (!Extend(lease))
            {
                return ValueTask.FromResult<RetentionStep?>(null);
            }

            var page = kpi.ReadAfter(_rolledUpTo, batchSize).Where(record => record.Id <= horizon).ToList();
            foreach (var sum in KpiRollupDay.Of(page.Select(record => record.Event)))
            {
                var key = (sum.Day, sum.Series);
                _days[key] = _days.TryGetValue(key, out var day) ? day.Add(sum) : sum;
            }

            var isLast = page.Count < batchSize;
            _rolledUpTo = isLast ? Math.Max(horizon, _rolledUpTo) : page[^1].Id;
            return ValueTask.FromResult<RetentionStep?>(new RetentionStep(page.Count, _rolledUpTo, isLast));
        }
    }

    public ValueTask<long> FindNewestAfterIdAsync(
        KpiSeries series, int count, CancellationToken cancellationToken) =>
        ValueTask.FromResult(kpi.FindNewestAfterId(series, count));

    public ValueTask<RetentionStep?> DeleteAsync(
        RetentionLease lease, RetentionOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            if (!Extend(lease))
            {
                return ValueTask.FromResult<RetentionStep?>(null);
            }

            if (order.Table != RetentionTableNames.KpiEvent)
            {
                return ValueTask.FromResult<RetentionStep?>(new RetentionStep(0, order.AfterId, IsLast: true));
            }

            var page = kpi.ReadAfter(order.AfterId, order.BatchSize)
                .Where(record => record.Id <= _rolledUpTo).ToList();
            var old = page.Where(record => record.Event.CreatedAt < order.Before).ToList();
            var rows = kpi.Remove(old.Where(record => !IsKept(order, record)).Select(record => record.Id).ToHashSet());
            _deletedLastRun += rows;
            _deletedTotal += rows;
            var isYoung = old.Count == 0 && page.Exists(record => record.Event.CreatedAt <= order.Now);
            return ValueTask.FromResult<RetentionStep?>(new RetentionStep(
                rows, page.Count == 0 ? order.AfterId : page[^1].Id, page.Count < order.BatchSize || isYoung));
        }
    }

    public ValueTask<RetentionStatus> ReadStatusAsync(
        IReadOnlyList<RetentionRule> rules, bool enabled, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            return ValueTask.FromResult(new RetentionStatus
            {
                IsEnabled = enabled,
                IsRunning = _lease is not null && _until > database.Now,
                LastStartedAt = _startedAt,
                LastFinishedAt = _finishedAt,
                LastError = _error,
                NextRunAt = _nextAt > database.Now ? _nextAt : null,
                Tables =
                [
                    .. rules.Select(rule => rule.Table == RetentionTableNames.KpiEvent
                        ? new RetentionTableStatus(rule.Table, rule.Days, _deletedLastRun, _deletedTotal, _rolledUpTo)
                        : new RetentionTableStatus(rule.Table, rule.Days, 0, 0, null)),
                ],
            });
        }
    }

    public ValueTask<KpiRollups> ReadRollupsAsync(
        KpiSeries series, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            return ValueTask.FromResult(new KpiRollups(
                _rolledUpTo,
                [
                    .. _days.Values.Where(day => day.Series == series && day.Day >= from && day.Day <= to)
                        .OrderBy(day => day.Day),
                ]));
        }
    }

    private static bool IsKept(RetentionOrder order, KpiRecord record)
    {
        var series = new KpiSeries(record.Event.Domain, record.Event.Metric);
        return order.Kept.Any(kept => kept.Series == series && record.Id > kept.AfterId);
    }

    private bool Extend(RetentionLease lease)
    {
        if (lease != _lease)
        {
            return false;
        }

        _until = database.Now + RetentionLease.Duration;
        return true;
    }
}
