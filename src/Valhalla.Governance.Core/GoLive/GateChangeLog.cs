using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoLive;

/// <summary>
/// Writes down what another node has changed: who stops here, or lets go on, should be in the log of the node that
/// does. It writes from a queue of its own, so that no log of the host stands between a kill and its effect.
/// </summary>
internal sealed class GateChangeLog(ControlState control, GuardedLogger<GateChangeLog> logger) : BackgroundService
{
    private const int MaxWaiting = 256;

    private readonly Channel<Seen> _seen = Channel.CreateBounded<Seen>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private GoLiveState? _last;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _last = control.Latest?.Snapshot.Gate;
        control.Changed += Note;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        control.Changed -= Note;
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (gate, isOwn) in _seen.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                var before = _last;
                _last = gate;
                if (before is not null && (!isOwn || gate.Epoch == before.Epoch))
                {
                    Write(before, gate);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private void Note(ControlSnapshot snapshot) =>
        _seen.Writer.TryWrite(new Seen(snapshot.Gate, snapshot.Gate.Epoch == control.OwnGateEpoch));

    private void Write(GoLiveState before, GoLiveState now)
    {
        if (now.Epoch == before.Epoch)
        {
            // The signal alone closes the gate, before the row is read.
            if (now.KillSwitchEngaged && !before.KillSwitchEngaged)
            {
                GoLiveLog.KillSignalled(logger);
            }

            return;
        }

        GoLiveLog.ChangedElsewhere(
            logger, Describe(before, now), now.UpdatedBy, now.UpdatedAt, now.Epoch, now.Reason ?? GoLiveLog.NoReason);
    }

    private static string Describe(GoLiveState before, GoLiveState now)
    {
        var goLive = now.GoLiveEnabled == before.GoLiveEnabled ? null
            : now.GoLiveEnabled ? "Go-live was enabled" : "Go-live was disabled";
        var kill = (before.KillSwitchEngaged, now.KillSwitchEngaged) switch
        {
            // A signalled kill is engaged before its row is known; approvals belong to one that was known.
            (_, true) when now.ReleaseApprovals.Count > 0 => "The release of the kill switch was approved",
            (_, true) => "The kill switch was engaged",
            (true, false) => "The kill switch was released",
            _ => null,
        };
        return (goLive, kill) switch
        {
            (null, null) => "Go-live state was changed",
            (null, _) => kill!,
            (_, null) => goLive!,
            _ => $"{kill}; {goLive}",
        };
    }

    private sealed record Seen(GoLiveState Gate, bool IsOwn);
}
