using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Control;

/// <summary>
/// Keeps this process's view of control state confirmed: reads it whenever another node may have changed it, and at
/// every poll. It survives every failure of the store; the gate closes by itself meanwhile.
/// </summary>
internal sealed class ControlStateMonitor(
    IControlStore store,
    ControlState control,
    StoreReadiness readiness,
    IGoLiveGate gate,
    GoLiveMetrics metrics,
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    GuardedLogger<ControlStateMonitor> logger) : BackgroundService
{
    private readonly RetryPause _retry = new(options.Value.PollInterval);
    private readonly RetryPause _wait = new(options.Value.PollInterval);
    private bool _reportedStale;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            var kill = await store.WaitForChangeAsync(options.Value.PollInterval, stoppingToken).ConfigureAwait(false);
            if (kill is { } version)
            {
                control.Close(version);
            }

            _wait.Succeeded();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Without its signal the store is still worth reading, and no slower than at the pace of the poll.
            _wait.Failed();
            if (_wait.IsToldNow)
            {
                ControlLog.WaitFailed(logger, _wait.Shown(exception), _wait.Failures, exception.Message);
            }

            await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(false);
        }

        try
        {
            await RefreshAsync(stoppingToken).ConfigureAwait(false);
            _retry.Succeeded();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            _retry.Failed();
            metrics.RefreshFailed();
            if (_retry.IsToldNow)
            {
                ControlLog.RefreshFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }

            ReportStaleness();
            await Task.Delay(_retry.Pause, time, stoppingToken).ConfigureAwait(false);
        }

        ReportStaleness();
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        // A read that hangs must not keep the gate closed once the store answers again.
        using var limit = new CancellationTokenSource(options.Value.MaxStaleness, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        await control.FollowAsync(linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
    }

    private void ReportStaleness()
    {
        var current = gate.Current;
        if (current.IsStale == _reportedStale)
        {
            return;
        }

        _reportedStale = current.IsStale;
        if (current.IsStale)
        {
            ControlLog.BecameStale(logger, options.Value.MaxStaleness, current.IsEnforced);
        }
        else
        {
            ControlLog.BecameFresh(logger, current.State.Epoch);
        }
    }
}
