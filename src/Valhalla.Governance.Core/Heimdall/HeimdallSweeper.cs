using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Heimdall;

/// <summary>
/// Counts recommendations whose deadline has passed even while nobody looks. Every node may run it: it is idempotent.
/// </summary>
internal sealed class HeimdallSweeper(
    HeimdallScorecards scorecards,
    StoreReadiness readiness,
    IOptions<HeimdallOptions> options,
    TimeProvider time,
    ILogger<HeimdallSweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await scorecards.SweepAsync(null, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            HeimdallLog.SweepFailed(logger, exception);
        }
    }
}
