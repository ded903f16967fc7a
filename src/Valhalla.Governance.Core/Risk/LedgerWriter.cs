using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Risk;

/// <summary>
/// The one writer of this process: takes what has queued up while the last batch committed, commits it as one
/// transaction, then completes the callers. It never waits to fill a batch.
/// </summary>
internal sealed class LedgerWriter : IDisposable, IAsyncDisposable
{
    private readonly ILedgerStore _store;
    private readonly RiskTerms _terms;
    private readonly RiskOptions _options;
    private readonly TimeProvider _time;
    private readonly RiskMetrics _metrics;
    private readonly KillSwitch _killSwitch;
    private readonly ILogger<LedgerWriter> _logger;
    private readonly Channel<LedgerCommand> _queue;
    private readonly Task _loop;

    public LedgerWriter(
        ILedgerStore store,
        RiskTerms terms,
        IOptions<RiskOptions> options,
        TimeProvider time,
        RiskMetrics metrics,
        KillSwitch killSwitch,
        ILogger<LedgerWriter> logger)
    {
        _store = store;
        _terms = terms;
        _options = options.Value;
        _time = time;
        _metrics = metrics;
        _killSwitch = killSwitch;
        _logger = logger;
        _queue = Channel.CreateBounded<LedgerCommand>(new BoundedChannelOptions(_options.QueueCapacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues a command. Its completion tells the outcome.</summary>
    /// <exception cref="ValhallaStoreException">The queue stayed full, or the writer has been stopped.</exception>
    public ValueTask SubmitAsync(LedgerCommand command, CancellationToken cancellationToken) =>
        _queue.Writer.TryWrite(command) ? ValueTask.CompletedTask : SubmitWhenFreeAsync(command, cancellationToken);

    public void Dispose() => _queue.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async ValueTask SubmitWhenFreeAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        using var wait = new CancellationTokenSource(_options.QueueWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(command, either.Token).ConfigureAwait(false);
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

    private async Task RunAsync()
    {
        var reader = _queue.Reader;
        var commands = new List<LedgerCommand>();
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            commands.Clear();
            while (commands.Count < _options.MaxBatchSize && reader.TryRead(out var command))
            {
                commands.Add(command);
            }

            await CommitAsync(commands).ConfigureAwait(false);
        }
    }

    private async ValueTask CommitAsync(List<LedgerCommand> commands)
    {
        try
        {
            var startedAt = _time.GetTimestamp();
            var batch = new LedgerBatch(
                Random.Shared.NextInt64(), commands, _terms, _killSwitch.Latch.IsEngaged);
            await _store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false);
            _metrics.Committed(commands.Count, _time.GetElapsedTime(startedAt));
        }
        catch (ValhallaStoreException exception)
        {
            RiskLog.BatchFailed(_logger, exception, commands.Count, exception.Failure);
            Fail(commands, exception);
            return;
        }
        catch (LedgerBreachException exception)
        {
            await StopEverythingAsync(commands, exception).ConfigureAwait(false);
            return;
        }
#pragma warning disable CA1031 // The writer must outlive whatever one batch runs into.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await IsolateAsync(commands, exception).ConfigureAwait(false);
            return;
        }

        foreach (var command in commands)
        {
            command.Complete();
        }
    }

    /// <summary>A ledger that contradicts itself was changed from outside: nothing may act on it.</summary>
    private async ValueTask StopEverythingAsync(List<LedgerCommand> commands, LedgerBreachException breach)
    {
        RiskLog.LedgerBreached(_logger, breach);
        var reason = $"{breach.Message} Restore risk_ledger_day from risk_event, then release the kill switch.";
        await _killSwitch.EngageAsync(ChangeAuthor.System, reason).ConfigureAwait(false);
        Fail(commands, new ValhallaStoreException(StoreFailure.Unavailable, reason, breach));
    }

    /// <summary>
    /// One command that the store cannot take must not fail the others: each gets its own transaction.
    /// </summary>
    private async ValueTask IsolateAsync(List<LedgerCommand> commands, Exception exception)
    {
        RiskLog.BatchBroken(_logger, exception, commands.Count);
        if (commands.Count > 1)
        {
            foreach (var command in commands)
            {
                await CommitAsync([command]).ConfigureAwait(false);
            }

            return;
        }

        Fail(commands, new ValhallaStoreException(
            StoreFailure.Unavailable, "The ledger could not book the request. Nothing was booked.", exception));
    }

    private static void Fail(List<LedgerCommand> commands, ValhallaStoreException exception)
    {
        foreach (var command in commands)
        {
            command.Fail(exception);
        }
    }
}
