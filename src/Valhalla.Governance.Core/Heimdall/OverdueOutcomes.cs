using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Heimdall;

/// <summary>
/// Counts overdue outcomes every minute, so that figures are right even when nobody asks. Every node may run it.
/// </summary>
internal sealed class OverdueOutcomes(HeimdallTrials trials, TimeProvider time, GuardedLogger<OverdueOutcomes> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly RetryPause _retry = new(Interval);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await CountAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counted = await trials.CountOverdueAsync(cancellationToken).ConfigureAwait(false);
            _retry.Succeeded();
            if (counted > 0)
            {
                HeimdallLog.OverdueCounted(logger, counted);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                HeimdallLog.OverdueFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }
        }
    }
}
