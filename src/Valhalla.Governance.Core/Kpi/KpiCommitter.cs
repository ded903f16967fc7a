using System.Data.Common;
using System.Numerics;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// Brings one batch into the store: tries again while the store is down, and sets apart what it refuses for a reason
/// of its own, so that one event cannot hold up the others. Used by the writer only.
/// </summary>
internal sealed class KpiCommitter(
    IKpiStore store,
    KpiInbox inbox,
    KpiLosses losses,
    KpiMetrics metrics,
    IEnumerable<IKpiCommitListener> listeners,
    IOptions<KpiOptions> options,
    TimeProvider time,
    GuardedLogger<KpiCommitter> logger)
{
    private readonly IKpiCommitListener[] _listeners = [.. listeners];

    /// <summary>The ranges not committed yet; the first is on top.</summary>
    private readonly Stack<KpiRange> _todo = new();
    private long _lastCommitTicks;
    private int _failures;

    public DateTimeOffset? LastCommitAt =>
        Interlocked.Read(ref _lastCommitTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The kind of failure that the last attempt ended in; null when it succeeded.</summary>
    public StoreFailure? LastFailure { get; private set; }

    /// <summary>Returns when every event of the batch is committed, or counted as lost.</summary>
    public async Task CommitAsync(KpiBatch batch, CancellationToken deadline)
    {
        try
        {
            if (batch.Keyed is { } keyed)
            {
                await CommitKeyedAsync(keyed, deadline).ConfigureAwait(false);
            }

            _todo.Clear();
            _todo.Push(new KpiRange(0, batch.Count));
            while (_todo.TryPop(out var range))
            {
                if (range.Length > 0)
                {
                    await CommitAsync(batch, range, deadline).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Abandon(batch);
        }
    }

    /// <summary>Counts what is left of a batch as lost, and tells whoever waits.</summary>
    public void Abandon(KpiBatch batch)
    {
        var left = batch.FailRequests(_todo, KpiInbox.NewClosed());
        inbox.FailRequests(KpiInbox.NewClosed());
        _todo.Clear();
        foreach (ref readonly var kpiEvent in batch.Events(left).Span)
        {
            losses.Drop(kpiEvent, KpiLossReason.Shutdown);
        }

        if (left.Length > 0)
        {
            KpiLog.LeftAtShutdown(logger, left.Length);
        }
    }

    private async Task CommitAsync(KpiBatch batch, KpiRange range, CancellationToken deadline)
    {
        Exception failure;
        _todo.Push(range);
        try
        {
            deadline.ThrowIfCancellationRequested();
            var startedAt = time.GetTimestamp();
            await store.AppendAsync(batch.Events(range), batch.IdsOf(range), deadline).ConfigureAwait(false);
            _todo.Pop();
            batch.Complete(range);
            OnCommitted(batch.Events(range).Span, startedAt);
            return;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (AsStoreFailure(failure) is { } storeFailure)
        {
            await WaitAsync(batch, storeFailure, deadline).ConfigureAwait(false);
            return;
        }

        _todo.Pop();
        if (batch.TrySplit(range, out var left, out var right))
        {
            _todo.Push(right);
            _todo.Push(left);
        }
        else
        {
            Quarantine(batch.Events(range).Span, batch.OwnerOf(range.Start), failure);
        }
    }

    private async Task CommitKeyedAsync(KpiBatchRequest request, CancellationToken deadline)
    {
        var ids = new long[request.Events.Length];
        try
        {
            var startedAt = time.GetTimestamp();
            var earlier = await store.AppendOnceAsync(request.Events, ids, request.Ticket!, KpiAnswer.Write, deadline)
                .ConfigureAwait(false);
            if (earlier is null)
            {
                request.Complete(ids, IdempotencyStatus.Fresh);
                OnCommitted(request.Events, startedAt);
            }
            else if (string.Equals(earlier.RequestHash, request.Ticket!.RequestHash, StringComparison.Ordinal))
            {
                request.Complete(KpiAnswer.Read(earlier.AnswerJson), IdempotencyStatus.Replayed);
            }
            else
            {
                request.Complete([], IdempotencyStatus.KeyReused);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            request.Fail(KpiInbox.NewClosed());
            throw;
        }
        catch (Exception exception) when (AsStoreFailure(exception) is { } failure)
        {
            // The caller has the key and asks again; nothing is lost by not asking again here.
            request.Fail(failure);
            metrics.CommitFailed(failure.Failure);
        }
        catch (Exception exception)
        {
            Quarantine(request.Events, request, exception);
        }
    }

    /// <summary>
    /// The store is down: whoever waits is told at once, the other events are kept for the next attempt.
    /// </summary>
    private async Task WaitAsync(KpiBatch batch, ValhallaStoreException failure, CancellationToken deadline)
    {
        LastFailure = failure.Failure;
        var left = batch.FailRequests(_todo, failure);
        inbox.FailRequests(failure);
        _todo.Clear();
        _todo.Push(left);
        metrics.CommitFailed(failure.Failure);

        var doublings = Math.Min(_failures++, 20);
        var delay = TimeSpan.FromTicks(
            Math.Min(options.Value.RetryDelay.Ticks << doublings, options.Value.MaxRetryDelay.Ticks));
        if (BitOperations.IsPow2(_failures))
        {
            KpiLog.CommitFailed(
                logger,
                _failures == 1 ? failure : null,
                failure.Failure,
                _failures,
                failure.Message,
                left.Length,
                delay.TotalMilliseconds);
        }

        if (left.Length > 0)
        {
            await Task.Delay(delay, time, deadline).ConfigureAwait(false);
        }
    }

    /// <summary>After the callers were answered: what is told here, or throws, changes nothing for them.</summary>
    private void OnCommitted(ReadOnlySpan<KpiEvent> events, long startedAt)
    {
        Interlocked.Exchange(ref _lastCommitTicks, time.GetUtcNow().UtcTicks);
        LastFailure = null;
        if (_failures > 0)
        {
            KpiLog.Recovered(logger, _failures);
            _failures = 0;
        }

        Tell(events);
        metrics.Committed(events.Length, time.GetElapsedTime(startedAt));
    }

    private void Tell(ReadOnlySpan<KpiEvent> events)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener.OnCommitted(events);
            }
            catch (Exception exception)
            {
                KpiLog.ListenerFailed(logger, exception);
            }
        }
    }

    private void Quarantine(ReadOnlySpan<KpiEvent> events, KpiRequest? owner, Exception exception)
    {
        owner?.Fail(new ArgumentException(
            "The store refuses the KPI event, and nothing of the request was recorded: correct it.", exception));
        foreach (ref readonly var kpiEvent in events)
        {
            losses.Quarantine(kpiEvent, exception);
        }
    }

    /// <summary>
    /// What a later attempt may overcome; null for a reason of the event's own: a value that cannot be written, or an
    /// error of the database that the store did not take for one of its own.
    /// </summary>
    private static ValhallaStoreException? AsStoreFailure(Exception exception) => exception switch
    {
        ValhallaStoreException failure => failure,
        DbException or ArgumentException or FormatException or OverflowException or InvalidCastException => null,
        TimeoutException or OperationCanceledException => new ValhallaStoreException(
            StoreFailure.Unavailable, "The store did not answer in time. The KPI event was not recorded.", exception),
        _ => new ValhallaStoreException(
            StoreFailure.Unavailable, "The store failed. The KPI event was not recorded.", exception),
    };
}
