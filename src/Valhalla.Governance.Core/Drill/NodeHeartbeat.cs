using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Drill;

/// <summary>
/// Tells the store that this node lives, and closes drills whose coordinator has died. No exception ends it.
/// </summary>
internal sealed class NodeHeartbeat(
    IDrillStore store,
    ControlState control,
    StoreReadiness readiness,
    NodeIdentity node,
    IOptions<KillSwitchDrillOptions> options,
    TimeProvider time,
    GuardedLogger<NodeHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(1);
    private readonly RetryPause _retry = new(UntilKnown);
    private bool _known;
    private int _stops;

    /// <summary>Tells it now.</summary>
    public async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        var now = await store.BeatAsync(node, cancellationToken).ConfigureAwait(false);
        if (control.Current.Drill is { } drill && DrillRules.IsOverdue(drill, now))
        {
            await CloseAsync(drill.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes a drill as failed if it is overdue still.</summary>
    public async ValueTask CloseAsync(Guid drillId, CancellationToken cancellationToken)
    {
        var answers = await store.ReadAnswersAsync(drillId, cancellationToken).ConfigureAwait(false);
        var snapshot = await control.CommitAsync(
            (current, now) => current.Drill is { } drill && drill.Id == drillId && DrillRules.IsOverdue(drill, now)
                ? DrillRules.End(drill, DrillRules.Abandoned(drill, answers, now), ChangeAuthor.System)
                : null,
            cancellationToken).ConfigureAwait(false);
        if (snapshot.Drill?.Id != drillId)
        {
            DrillLog.Abandoned(logger, drillId);
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Known before the host serves anybody: a drill must not pass over a node that can act already.
        _known = readiness.IsReady && await TryBeatAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _stops, 1) != 0)
        {
            // A host that is stopped from two sides stops its services twice, and may be disposing them by then.
            return;
        }

        try
        {
            // No drill is to wait for a node that has stopped in order.
            await store.RemoveAsync(node.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            DrillLog.NotRemoved(logger, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            _known = _known || await TryBeatAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                var interval = options.Value.HeartbeatInterval;
                await Task.Delay(_known || interval < UntilKnown ? interval : UntilKnown, time, stoppingToken)
                    .ConfigureAwait(false);
                _known |= await TryBeatAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask<bool> TryBeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeatAsync(cancellationToken).ConfigureAwait(false);
            _retry.Succeeded();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                DrillLog.BeatFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }

            return false;
        }
    }
}
