using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Retention;

/// <summary>Runs retention when it is due and no other node does.</summary>
internal sealed class RetentionJob(
    IRetentionStore store,
    RetentionRun run,
    ClockTrust trust,
    StoreReadiness readiness,
    RetentionMetrics metrics,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    GuardedLogger<RetentionJob> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMinutes(1);

    private readonly RetryPause _retry = new(LongestPoll);
    private readonly string _owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>Runs once, if a run is due and the store's clock can be trusted.</summary>
    /// <returns>Whether this node ran.</returns>
    public async ValueTask<bool> RunIfDueAsync(CancellationToken cancellationToken)
    {
        if (await trust.ReadAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        if (await store.TryBeginAsync(_owner, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            return false;
        }

        string? error = null;
        try
        {
            if (!await run.RunAsync(lease, cancellationToken).ConfigureAwait(false))
            {
                RetentionLog.LeaseLost(logger);
                metrics.Ran("lease_lost");
                return true;
            }

            metrics.Ran("completed");
            _retry.Succeeded();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            error = exception is ValhallaStoreException { Failure: var failure }
                ? WireNames.Of(failure)
                : exception.GetType().Name;
            metrics.Ran("failed");
            Tell(exception);
        }

        await store.FinishAsync(lease, options.Value.Interval, error, cancellationToken).ConfigureAwait(false);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await TryRunAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(LongestPoll, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; the next run goes on.
        }
    }

    private async ValueTask TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunIfDueAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            Tell(exception);
        }
    }

    private void Tell(Exception exception)
    {
        _retry.Failed();
        if (_retry.IsToldNow)
        {
            RetentionLog.Failed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
        }
    }
}
