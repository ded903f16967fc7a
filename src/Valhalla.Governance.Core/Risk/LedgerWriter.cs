using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Risk;

/// <summary>
/// The one writer of this process: takes what has queued up while earlier batches committed, commits it as one
/// transaction, then completes the callers. It never waits to fill a batch: the caller who finds nothing under way
/// commits what is queued, and if that was its own request alone, no other thread takes part. After a batch of several
/// their callers come first in the pool and the next batch after them, so that it finds their next requests.
/// </summary>
internal sealed class LedgerWriter : IDisposable, IAsyncDisposable
{
    private static readonly Action<LedgerWriter> DriveOnPool = static writer => _ = writer.DriveAsync();

    private readonly ILedgerStore _store;
    private readonly RiskTerms _terms;
    private readonly StoreClockWatch? _clock;
    private readonly RiskOptions _options;
    private readonly TimeProvider _time;
    private readonly RiskMetrics _metrics;
    private readonly KillSwitch _killSwitch;
    private readonly GuardedLogger<LedgerWriter> _logger;
    private readonly Channel<LedgerCommand> _queue;

    // One batch at a time: a second one would only wait for the lock that the first one holds, with half of its size.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly LedgerBatch _batch;
    private readonly RetryPause _outage = new(RetryPause.Longest);

    public LedgerWriter(
        ILedgerStore store,
        RiskTerms terms,
        IOptions<RiskOptions> options,
        TimeProvider time,
        RiskMetrics metrics,
        KillSwitch killSwitch,
        GuardedLogger<LedgerWriter> logger,
        StoreClockWatch? clock = null)
    {
        _store = store;
        _terms = terms;
        _batch = new LedgerBatch(terms, clock);
        _clock = clock;
        _options = options.Value;
        _time = time;
        _metrics = metrics;
        _killSwitch = killSwitch;
        _logger = logger;
        _queue = Channel.CreateBounded<LedgerCommand>(new BoundedChannelOptions(_options.QueueCapacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
        });
    }

    /// <summary>
    /// Queues a command, and commits what is queued if nobody else does. Its completion tells the outcome.
    /// </summary>
    /// <exception cref="ValhallaStoreException">The queue stayed full, or the writer has been stopped.</exception>
    public ValueTask SubmitAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        if (!_queue.Writer.TryWrite(command))
        {
            return SubmitWhenFreeAsync(command, cancellationToken);
        }

        DriveIfFree();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _queue.Writer.TryComplete();

    /// <summary>Refuses new commands and waits until the last batch is through.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _queue.Reader.Completion.ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async ValueTask SubmitWhenFreeAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        using var wait = new CancellationTokenSource(_options.QueueWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(command, either.Token).ConfigureAwait(false);
            DriveIfFree();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ValhallaStoreException(
                StoreFailure.Overloaded, "Too many requests wait for the ledger. Nothing was booked; try again later.");
        }
        catch (ChannelClosedException)
        {
            throw new ValhallaStoreException(
                StoreFailure.Unavailable, "The host is shutting down. Nothing was booked.");
        }
    }

    private void DriveIfFree()
    {
        if (TryTakeTurn())
        {
            _ = DriveAsync();
        }
    }

    private bool TryTakeTurn() => _turn.CurrentCount > 0 && _turn.Wait(0);

    /// <summary>Commits what is queued as one batch, in its turn.</summary>
    private async Task DriveAsync()
    {
        while (_batch.Commands.Count < _options.MaxBatchSize && _queue.Reader.TryRead(out var command))
        {
            _batch.Commands.Add(command);
        }

        var end = default(BatchEnd);
        Action? tell = null;
        try
        {
            if (_batch.Commands.Count > 0)
            {
                end = await CommitAsync(_batch).ConfigureAwait(false);
                if (end.Failure is { } failure)
                {
                    tell = await AnswerAsync(_batch.Commands, failure).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            Finish(end);
        }

        // Logs are code of the host, too: one that hangs holds up nobody.
        tell?.Invoke();
    }

    /// <summary>Completes the callers and gives the turn on. One who was alone takes over this thread.</summary>
    private void Finish(in BatchEnd end)
    {
        var count = _batch.Commands.Count;
        var only = end.IsCommitted && count == 1 ? _batch.Commands[0] : null;
        if (end.IsCommitted && only is null)
        {
            foreach (var command in _batch.Commands)
            {
                command.Complete();
            }
        }

        _batch.Clear();
        if (count > 1 || _queue.Reader.Count > 0)
        {
            only?.Complete();
            ThreadPool.UnsafeQueueUserWorkItem(DriveOnPool, this, preferLocal: false);
        }
        else
        {
            _turn.Release();
            if (_queue.Reader.Count > 0 && TryTakeTurn())
            {
                // What was queued since would wait for the next caller.
                ThreadPool.UnsafeQueueUserWorkItem(DriveOnPool, this, preferLocal: false);
            }

            only?.Complete(continueHere: true);
        }

        // Listeners are code of the host: nobody waits for them, and no booking hangs on them.
        if (end.IsCommitted)
        {
            _metrics.Committed(count, end.Duration);
        }
    }

    private async ValueTask<BatchEnd> CommitAsync(LedgerBatch batch)
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            batch.Begin(Random.Shared.NextInt64(), _killSwitch.Latch.IsEngaged);
            await _store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false);
            _outage.Succeeded();
            return new BatchEnd(IsCommitted: true, _time.GetElapsedTime(startedAt), Failure: null);
        }
#pragma warning disable CA1031 // The writer must outlive whatever one batch runs into.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new BatchEnd(IsCommitted: false, _time.GetElapsedTime(startedAt), exception);
        }
    }

    /// <summary>Answers the callers of a batch that was not committed.</summary>
    /// <returns>What is to be told of it, once the turn is given on.</returns>
    private async ValueTask<Action?> AnswerAsync(List<LedgerCommand> commands, Exception failure)
    {
        var count = commands.Count;
        switch (failure)
        {
            case ValhallaStoreException exception:
                Fail(commands, exception);
                return TellOfOutage(exception, count);
            case LedgerBreachException breach:
                await StopEverythingAsync(commands, breach).ConfigureAwait(false);
                return () => RiskLog.LedgerBreached(_logger, breach);
            default:
                var tell = await IsolateAsync(commands, failure).ConfigureAwait(false);
                return tell + (() => RiskLog.BatchBroken(_logger, failure, count));
        }
    }

    private Action? TellOfOutage(ValhallaStoreException exception, int count)
    {
        _outage.Failed();
        var (isToldNow, shown, failures) = (_outage.IsToldNow, _outage.Shown(exception), _outage.Failures);
        return isToldNow
            ? () => RiskLog.BatchFailed(_logger, shown, count, exception.Failure, failures, exception.Message)
            : null;
    }

    /// <summary>A ledger that contradicts itself was changed from outside: nothing may act on it.</summary>
    private async ValueTask StopEverythingAsync(List<LedgerCommand> commands, LedgerBreachException breach)
    {
        var reason = $"{breach.Message} Restore risk_ledger_day from risk_event, then release the kill switch.";
        try
        {
            await _killSwitch.EngageAsync(ChangeAuthor.System, reason).ConfigureAwait(false);
        }
        finally
        {
            Fail(commands, new ValhallaStoreException(StoreFailure.Unavailable, reason, breach));
        }
    }

    /// <summary>
    /// One command that the store cannot take must not fail the others: each gets its own transaction. That the batch
    /// was not committed is certain here: a store tells a commit with an unknown end by looking it up.
    /// </summary>
    private async ValueTask<Action?> IsolateAsync(List<LedgerCommand> commands, Exception exception)
    {
        if (commands.Count == 1)
        {
            Fail(commands, new ValhallaStoreException(
                StoreFailure.Unavailable, "The ledger could not book the request. Nothing was booked.", exception));
            return null;
        }

        Action? tell = null;
        foreach (var command in commands)
        {
            var one = new LedgerBatch(_terms, _clock) { Commands = { command } };
            var end = await CommitAsync(one).ConfigureAwait(false);
            if (end.Failure is { } failure)
            {
                tell += await AnswerAsync(one.Commands, failure).ConfigureAwait(false);
            }
            else
            {
                command.Complete();
                tell += () => _metrics.Committed(commands: 1, end.Duration);
            }
        }

        return tell;
    }

    private static void Fail(List<LedgerCommand> commands, ValhallaStoreException exception)
    {
        foreach (var command in commands)
        {
            command.Fail(exception);
        }
    }

    /// <summary>How a batch ended: committed, or not and why.</summary>
    private readonly record struct BatchEnd(bool IsCommitted, TimeSpan Duration, Exception? Failure);
}
