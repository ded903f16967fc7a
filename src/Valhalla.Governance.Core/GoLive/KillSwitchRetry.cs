using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoLive;

/// <summary>Takes a kill that the store did not take to the store, again and again until it has it.</summary>
internal sealed class KillSwitchRetry(
    KillSwitch killSwitch,
    StoreReadiness readiness,
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    GuardedLogger<KillSwitchRetry> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await StoreKeptAsync(stoppingToken).ConfigureAwait(false);
                await killSwitch.Latch.WaitForKeptAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; the file keeps the kill.
        }
    }

    private async Task StoreKeptAsync(CancellationToken stoppingToken)
    {
        var retry = new RetryPause(options.Value.PollInterval);
        while (killSwitch.Latch.Kept is not null)
        {
            try
            {
                await StoreWithinLimitAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Told ever more seldom, but tried at every poll: other nodes wait to hear of the kill.
                retry.Failed();
                if (retry.IsToldNow)
                {
                    GoLiveLog.KeptKillNotStored(logger, retry.Shown(exception), retry.Failures, exception.Message);
                }

                killSwitch.Latch.SyncFile();
                await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task StoreWithinLimitAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(options.Value.KillStoreTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        await killSwitch.StoreKeptAsync(linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
    }
}
