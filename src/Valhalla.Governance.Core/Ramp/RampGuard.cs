using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Ramp;

/// <summary>
/// Watches the rollback triggers while there is influence, and takes it to 0 when one is seen. Every node runs it: the
/// influence goes to 0 once all the same. No exception ends it.
/// </summary>
internal sealed class RampGuard(
    ControlState control,
    RampEvidence evidence,
    RampTriggers triggers,
    RampAlarm alarm,
    RampGuardHealth health,
    RampMetrics metrics,
    IOptions<RampOptions> options,
    TimeProvider time,
    IStoreClock clock,
    GuardedLogger<RampGuard> logger) : BackgroundService
{
    private const string BlindTrigger = "monitoring_lost";

    private readonly RetryPause _retry = new(options.Value.GuardInterval);

    /// <summary>The name under which the influence is taken to 0.</summary>
    public static ChangeAuthor Author { get; } = new("ramp_guard");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        health.Started();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                alarm.Reset();
                await RunRoundAsync(stoppingToken).ConfigureAwait(false);
                await alarm.WaitAsync(options.Value.GuardInterval, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            health.Stopped();
        }
    }

    /// <summary>One look at all triggers.</summary>
    internal async ValueTask RunRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (control.Current.Influence.BasisPoints > 0)
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }

            health.Succeeded();
            _retry.Succeeded();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Told ever more seldom, but tried at every interval: what it stops must not wait for it.
            metrics.GuardFailed();
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                RampLog.GuardFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }

            health.Failed(exception.GetType().Name);
        }
    }

    private async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var known = await evidence.ReadAsync(cancellationToken).ConfigureAwait(false);
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        var readings = RampGuards.Judge(triggers.All, known, now);
        if (CauseOf(control.Current, readings) is not var (trigger, reason))
        {
            return;
        }

        var from = 0;
        await control.CommitAsync(
            (current, at) =>
            {
                from = current.Influence.BasisPoints;
                return from == 0
                    ? null
                    : InfluenceRules.Rollback(current.Influence, trigger, Author, reason, at)
                        ?.ToControlChange();
            },
            cancellationToken).ConfigureAwait(false);
        if (from > 0)
        {
            metrics.RolledBack(trigger);
            RampLog.RolledBack(logger, from, trigger, Author.Name, reason);
        }
    }

    /// <summary>Why the influence must go to 0, or null.</summary>
    private (string Trigger, string Reason)? CauseOf(
        ControlSnapshot snapshot, IReadOnlyList<RampGuardReading> readings)
    {
        if (snapshot.Gate.KillSwitchEngaged)
        {
            return (InfluenceRules.KillSwitchTrigger, "The kill switch is engaged.");
        }

        var firing = readings.Where(reading => reading.Status == RampGuardStatus.Firing).ToList();
        if (firing.Count > 0)
        {
            return (firing[0].Trigger.Id, Told(firing));
        }

        var blind = readings.Where(reading => reading.Status == RampGuardStatus.Blind).ToList();
        return blind.Count > 0 && options.Value.RollBackWhenBlind ? (BlindTrigger, Told(blind)) : null;
    }

    private static string Told(IEnumerable<RampGuardReading> readings)
    {
        var reason = string.Join("; ", readings.Select(reading => $"{reading.Trigger.Id}: {reading.Detail}"));
        return reason.Length <= TextRules.MaxReasonLength ? reason : reason[..TextRules.MaxReasonLength];
    }
}
