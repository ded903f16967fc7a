using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.GoLive;

/// <summary>
/// Engages the kill switch: in this process first, then in the store, and in a file while the store is down.
/// </summary>
internal sealed class KillSwitch(
    ControlState control,
    KillSwitchLatch latch,
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    GuardedLogger<KillSwitch> logger)
{
    public KillSwitchLatch Latch => latch;

    /// <summary>Engages it. In force in this process when the call returns its task; the task never fails.</summary>
    public Task<GoLiveChangeResult> EngageAsync(ChangeAuthor author, string? reason)
    {
        var keptBefore = latch.SetOut();
        var kill = LatchedKill.Create(author, reason, time.GetUtcNow());

        // On the pool, so that a store that blocks its caller cannot outlast the time limit.
        return Task.Run(() => StoreAsync(kill, keptBefore), CancellationToken.None);
    }

    /// <summary>Takes the kept kill to the store, if there is one.</summary>
    /// <exception cref="ValhallaStoreException">The store did not take it.</exception>
    public async ValueTask StoreKeptAsync(CancellationToken cancellationToken)
    {
        if (latch.Kept is not { } kept)
        {
            latch.SyncFile();
            return;
        }

        await CommitAsync(kept, kept.LatchedAt, cancellationToken).ConfigureAwait(false);
        latch.KeptArrived(kept);
        GoLiveLog.KeptKillStored(logger, kept.Author.Name, kept.LatchedAt);
    }

    private async Task<GoLiveChangeResult> StoreAsync(LatchedKill kill, LatchedKill? keptBefore)
    {
        GoLiveChangeResult result;
        try
        {
            using var limit = new CancellationTokenSource(options.Value.KillStoreTimeout, time);
            result = await CommitAsync(kill, latchedAt: null, limit.Token).AsTask().WaitAsync(limit.Token)
                .ConfigureAwait(false);
            latch.Arrived(keptBefore);
        }
        catch (Exception exception)
        {
            // Whatever the store did, the kill stands.
            latch.Keep(kill);
            GoLiveLog.KillLocalOnly(logger, exception, kill.Author.Name);
            var state = control.Current.Gate with
            {
                KillSwitchEngaged = true,
                Reason = kill.Reason,
                UpdatedBy = kill.Author.Name,
                UpdatedAt = kill.LatchedAt,
            };
            return new GoLiveChangeResult(GoLiveChangeStatus.LocalOnly, state, []);
        }

        GoLiveLog.KillEngaged(
            logger, kill.Author.Name, WireNames.Of(result.Status), kill.Reason ?? GoLiveLog.NoReason);
        return result;
    }

    private async ValueTask<GoLiveChangeResult> CommitAsync(
        LatchedKill kill, DateTimeOffset? latchedAt, CancellationToken cancellationToken)
    {
        // The file keeps the note beside the author.
        var author = kill.Author with { Note = kill.Note };
        var ruling = GoLiveRuling.Unchanged;
        var snapshot = await control.CommitAsync(
            (current, now) =>
            {
                ruling = GoLiveRules.Engage(current.Gate, author, kill.Reason, latchedAt, now);
                return ruling.Change is { } change
                    ? InfluenceRules.WithRollback(
                        change,
                        current.Influence,
                        InfluenceRules.KillSwitchTrigger,
                        author,
                        kill.Reason,
                        now)
                    : null;
            },
            cancellationToken).ConfigureAwait(false);
        return new GoLiveChangeResult(ruling.Status, snapshot.Gate, []);
    }
}
