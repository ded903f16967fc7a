using Valhalla.Governance.Control;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.Testing.Conformance;

/// <content>A host that reserves nothing without go-live.</content>
public abstract partial class LedgerStoreConformance
{
    [ConformanceFact]
    public async Task Commit_RacingWithKill_NothingGrantedAfterTheKillCommitted()
    {
        LeavesStoreWhole = false;
        await Store.Control.RaiseCapsAsync(1_000_000);
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reserving = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Ledger.ReserveAsync(1);
                started.TrySetResult();
            }
        })).ToList();
        await started.Task;

        await Store.Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with { KillSwitchEngaged = true, Epoch = current.Gate.Epoch + 1, UpdatedAt = now },
            },
            CancellationToken.None);
        var atKill = (await Ledger.RowAsync(EngineName.Global)).Reservations;
        var denied = await Ledger.ReserveAsync(1);
        await stop.CancelAsync();
        await Task.WhenAll(reserving);

        Assert.Equal(ReserveStatus.KillSwitchEngaged, denied.Status);
        Assert.Equal(atKill, (await Ledger.RowAsync(EngineName.Global)).Reservations);
        await LedgerFold.AssertHoldsAsync(Ledger);
    }

    [ConformanceFact]
    public async Task Reserve_HostThatRequiresGoLive_FollowsTheGateInTheStore()
    {
        LeavesStoreWhole = false;
        Assert.Equal(ReserveStatus.GoLiveDisabled, await StrictAsync());
        Assert.True((await Ledger.ReserveAsync(1)).IsGranted);
        await SetGoLiveAsync(true);
        Assert.Equal(ReserveStatus.Granted, await StrictAsync());
        Assert.Equal(ReserveStatus.Granted, await StrictAsync());
        await SetGoLiveAsync(false);
        Assert.Equal(ReserveStatus.GoLiveDisabled, await StrictAsync());
        Assert.True((await Ledger.ReserveAsync(1)).IsGranted);
        await LedgerFold.AssertHoldsAsync(Ledger);

        async Task<ReserveStatus> StrictAsync()
        {
            var command = LedgerBatches.Reserve(1);
            await Ledger.CommitAsync(LedgerBatches.OfStrict(command), CancellationToken.None);
            command.Complete();
            return (await command.Completion).Status;
        }

        ValueTask<ControlSnapshot> SetGoLiveAsync(bool enabled) => Store.Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with { GoLiveEnabled = enabled, Epoch = current.Gate.Epoch + 1, UpdatedAt = now },
            },
            CancellationToken.None);
    }
}
