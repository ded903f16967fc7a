using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// The one writer of this process. It starts with the host, outlives whatever a batch runs into, and ends after
/// everything else has stopped, so that what is emitted during shutdown is written too.
/// </summary>
internal sealed class KpiWriter(
    KpiInbox inbox,
    KpiCommitter committer,
    IOptions<KpiOptions> options,
    TimeProvider time,
    IStoreClock clock,
    GuardedLogger<KpiWriter> logger) : IHostedLifecycleService, IDisposable
{
    private readonly KpiBatch _batch = new(options.Value.MaxBatch);
    private readonly CancellationTokenSource _deadline = new(Timeout.InfiniteTimeSpan, time);
    private Task? _loop;
    private volatile bool _stopping;
    private int _stops;
    private int _inFlight;
    private long _inFlightSince;

    public bool IsRunning => _loop is { IsCompleted: false };

    /// <summary>How many events wait to be committed; a momentary figure.</summary>
    public long Pending => inbox.Buffer.Count + Volatile.Read(ref _inFlight);

    /// <summary>How long the oldest of them has been waiting; null when there is none.</summary>
    public TimeSpan? OldestAge
    {
        get
        {
            var since = Volatile.Read(ref _inFlight) > 0
                ? Interlocked.Read(ref _inFlightSince)
                : inbox.Buffer.OldestTimestamp();
            return since is { } timestamp ? time.GetElapsedTime(timestamp) : null;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop ??= Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // A host that is stopped from two sides stops its services twice, and may be disposing them by then.
        if (Interlocked.Exchange(ref _stops, 1) == 0)
        {
            _stopping = true;
            _deadline.CancelAfter(options.Value.FlushOnShutdownTimeout);
            inbox.Doorbell.Stop();
        }

        _loop ??= Task.Run(RunAsync, CancellationToken.None);
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // A host that gave up waiting is taken apart around a writer that still commits, and asks for its deadline.
        if (!IsRunning)
        {
            _deadline.Dispose();
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping || inbox.Buffer.Count > 0)
        {
            var didCommit = await CommitNextAsync().ConfigureAwait(false);
            inbox.CompleteFlushes();
            if (!didCommit)
            {
                await inbox.Doorbell.SleepAsync().ConfigureAwait(false);
            }
            else if (!_stopping)
            {
                await inbox.Doorbell.GatherAsync(options.Value.MaxDelay).ConfigureAwait(false);
            }
        }

        // Whoever had claimed a place before this still fills it; whoever comes later is told.
        inbox.Close();
        var spin = default(SpinWait);
        while (inbox.Buffer.Count > 0)
        {
            if (!await CommitNextAsync().ConfigureAwait(false))
            {
                spin.SpinOnce();
            }
        }

        inbox.Finish();
    }

    /// <summary>Commits what is there; false when there was nothing.</summary>
    private async ValueTask<bool> CommitNextAsync()
    {
        try
        {
            _batch.Fill(inbox.Buffer, inbox.Doorbell, time, clock);
            if (_batch.IsEmpty)
            {
                return false;
            }

            Interlocked.Exchange(ref _inFlightSince, _batch.OldestTimestamp);
            Volatile.Write(ref _inFlight, _batch.Count + (_batch.Keyed?.Events.Length ?? 0));
            inbox.OnFreed();
            await committer.CommitAsync(_batch, _deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Only a defect of this library gets here. What the batch held is counted, and the next one is tried.
            KpiLog.WriterFailed(logger, exception);
            committer.Abandon(_batch);
        }

        _batch.Clear();
        Volatile.Write(ref _inFlight, 0);
        return true;
    }
}
