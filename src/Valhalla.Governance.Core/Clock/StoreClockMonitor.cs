using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Clock;

/// <summary>Reads the store's clock, and records a jump once. No exception ends it.</summary>
internal sealed class StoreClockMonitor(
    IStoreClock clock,
    StoreClockWatch watch,
    ClockHistory history,
    StoreReadiness readiness,
    TimeProvider time,
    GuardedLogger<StoreClockMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly RetryPause _retry = new(Interval);
    private ClockJump? _recorded;

    /// <summary>One look.</summary>
    internal async ValueTask RunRoundAsync(CancellationToken cancellationToken)
    {
        watch.Observe(await clock.ReadAsync(cancellationToken).ConfigureAwait(false));
        await history.EnsureRestoredAsync(cancellationToken).ConfigureAwait(false);
        if (watch.Jump is not { } jump)
        {
            return;
        }

        if (jump != _recorded && !await history.RestoreAsync(cancellationToken).ConfigureAwait(false))
        {
            var told = GovernanceClock.Told(jump);
            ClockLog.Suspected(logger, told);
            await history.SuspectAsync(jump, told, cancellationToken).ConfigureAwait(false);
        }
        else if (jump == _recorded && !await history.RestoreAsync(cancellationToken).ConfigureAwait(false))
        {
            // Another node has told the chain that it was looked at.
            watch.Restore(null, watch.DaysAhead);
        }

        _recorded = watch.Jump;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await TryRunRoundAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask TryRunRoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunRoundAsync(stoppingToken).ConfigureAwait(false);
            _retry.Succeeded();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                ClockLog.NotRead(logger, exception.GetType().Name);
            }
        }
    }
}
