using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Integrity;

/// <summary>
/// Raises what reads of control state have found, and runs the checks that no read makes. No exception ends it.
/// </summary>
internal sealed class IntegrityWatch(
    ControlState control,
    IntegrityAlarms alarms,
    StoreReadiness readiness,
    IEnumerable<IIntegrityCheck> checks,
    IOptions<IntegrityOptions> options,
    TimeProvider time,
    GuardedLogger<IntegrityWatch> logger) : BackgroundService
{
    /// <summary>A pause lasts so many times as long as the check before it, so that checking costs 1 %.</summary>
    private const int PausesPerCheck = 100;

    // The first read of all has compared the control rows; the rest leaves a starting host its processor.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    // However long a check took, a change is found within this.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // The pause between checks is their own; this says which failures are told.
    private readonly RetryPause _failing = new(LongestPause);

    private readonly Channel<IReadOnlyList<IntegrityFinding>> _found =
        Channel.CreateBounded<IReadOnlyList<IntegrityFinding>>(
            new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropWrite });

    public override void Dispose()
    {
        control.Found -= OnFound;
        base.Dispose();
    }

    // From before the first read on.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        control.Found += OnFound;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            if (control.Current.Findings.Count > 0)
            {
                OnFound(control.Current.Findings);
            }

            await Task.WhenAll(RaiseAsync(stoppingToken), CheckAsync(stoppingToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private void OnFound(IReadOnlyList<IntegrityFinding> findings) => _found.Writer.TryWrite(findings);

    private async Task RaiseAsync(CancellationToken stoppingToken)
    {
        await foreach (var findings in _found.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            var pause = new RetryPause(FirstRetry);
            while (!await TryRaiseAsync(findings, pause, stoppingToken).ConfigureAwait(false))
            {
                await Task.Delay(pause.Pause, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> TryRaiseAsync(
        IReadOnlyList<IntegrityFinding> findings, RetryPause pause, CancellationToken stoppingToken)
    {
        try
        {
            await alarms.RaiseAsync(findings, stoppingToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            pause.Failed();
            if (pause.IsToldNow)
            {
                IntegrityLog.RaiseFailed(logger, pause.Shown(exception), exception.GetType().Name);
            }

            return false;
        }
    }

    private async Task CheckAsync(CancellationToken stoppingToken)
    {
        var first = options.Value.CheckInterval < FirstPause ? options.Value.CheckInterval : FirstPause;
        await Task.Delay(first, time, stoppingToken).ConfigureAwait(false);
        while (true)
        {
            var startedAt = time.GetTimestamp();
            await CheckOnceAsync(stoppingToken).ConfigureAwait(false);
            var atLeast = time.GetElapsedTime(startedAt) * PausesPerCheck;
            var pause = TimeSpan.FromTicks(long.Max(
                options.Value.CheckInterval.Ticks, long.Min(atLeast.Ticks, LongestPause.Ticks)));
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
        }
    }

    // Each by itself: what one cannot read does not hide what another would find.
    private async ValueTask CheckOnceAsync(CancellationToken stoppingToken)
    {
        // What it finds comes by the event.
        var hasFailed = !await TryAsync(
            async token => await control.VerifyAsync(token).ConfigureAwait(false), stoppingToken).ConfigureAwait(false);
        foreach (var check in checks)
        {
            hasFailed |= !await TryAsync(
                async token => await alarms.RaiseAsync(
                    await check.FindAsync(token).ConfigureAwait(false), token).ConfigureAwait(false),
                stoppingToken).ConfigureAwait(false);
        }

        if (!hasFailed)
        {
            _failing.Succeeded();
        }
    }

    private async ValueTask<bool> TryAsync(
        Func<CancellationToken, ValueTask> check, CancellationToken stoppingToken)
    {
        try
        {
            await check(stoppingToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            _failing.Failed();
            if (_failing.IsToldNow)
            {
                IntegrityLog.CheckFailed(logger, _failing.Shown(exception), exception.GetType().Name);
            }

            return false;
        }
    }
}
