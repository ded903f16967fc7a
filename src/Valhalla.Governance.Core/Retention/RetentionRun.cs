using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Retention;

/// <summary>One run: rolls up what is new, then deletes what is old, step by step.</summary>
internal sealed class RetentionRun(
    IRetentionStore store,
    KeptSeriesFinder kept,
    RetentionMetrics metrics,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    GuardedLogger<RetentionRun> logger)
{
    /// <summary>Runs to its end, or to where another process has taken over.</summary>
    /// <returns>Whether it came to its end.</returns>
    /// <exception cref="ValhallaStoreException">The store failed; every step before it stays.</exception>
    public async ValueTask<bool> RunAsync(RetentionLease lease, CancellationToken cancellationToken)
    {
        RetentionLog.Begins(logger);
        if (!await RollUpAsync(lease, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var rule in RetentionRule.All(options.Value))
        {
            if (!await DeleteAsync(lease, rule, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<bool> RollUpAsync(RetentionLease lease, CancellationToken cancellationToken)
    {
        long horizon;
        try
        {
            horizon = await store.FindHorizonAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ValhallaStoreException exception) when (exception.Failure == StoreFailure.Busy)
        {
            RetentionLog.HorizonBusy(logger, exception);
            return true;
        }

        var events = 0L;
        while (true)
        {
            var step = await store.RollUpAsync(lease, horizon, options.Value.BatchSize, cancellationToken)
                .ConfigureAwait(false);
            if (step is not { } done)
            {
                return false;
            }

            events += done.Rows;
            metrics.RolledUp(done.Rows);
            if (done.IsLast)
            {
                RetentionLog.RolledUp(logger, events, done.LastId);
                return true;
            }

            await PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> DeleteAsync(
        RetentionLease lease, RetentionRule rule, CancellationToken cancellationToken)
    {
        var order = new RetentionOrder(
            rule.Table,
            rule.Before(lease.StartedAt),
            AfterId: 0,
            options.Value.BatchSize,
            rule.Table == RetentionTableNames.KpiEvent
                ? await kept.FindAsync(cancellationToken).ConfigureAwait(false)
                : [])
        {
            Now = lease.StartedAt,
        };
        var rows = 0L;
        while (true)
        {
            if (await store.DeleteAsync(lease, order, cancellationToken).ConfigureAwait(false) is not { } step)
            {
                return false;
            }

            rows += step.Rows;
            metrics.Deleted(rule.Table, step.Rows);
            if (step.IsLast)
            {
                RetentionLog.Deleted(logger, rows, rule.Table, order.Before);
                return true;
            }

            order = order with { AfterId = step.LastId };
            await PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(options.Value.Pause, time, cancellationToken);
}
