using Valhalla.Governance.Control;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.Testing.Conformance;

/// <content>A host that reserves nothing without go-live.</content>
public abstract partial class LedgerStoreConformance
{
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
