using Valhalla.Governance.Risk;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What is read together is of one state.</summary>
public abstract partial class LedgerStoreConformance
{
    [ConformanceFact]
    public async Task ReadLatest_WhileCapsAndLedgerChange_SeesOneState()
    {
        LeavesStoreWhole = false;
        using var end = new CancellationTokenSource();
        var changes = Task.Run(async () =>
        {
            // A cap is raised before it is used and lowered after it was given back: never is more used than allowed.
            for (var i = 0; i < 60; i++)
            {
                await Store.Control.RaiseCapsAsync(2_000);
                var id = (await Ledger.ReserveAsync(1_900)).ReservationId!.Value;
                await Ledger.CommitAsync(
                    Of([new ReleaseCommand(new ReleaseRequest(id), null)]), CancellationToken.None);
                await Store.Control.RaiseCapsAsync(1_000);
            }

            await end.CancelAsync();
        });

        do
        {
            var reading = await Ledger.ReadLatestAsync(CancellationToken.None);
            foreach (var row in reading.Rows)
            {
                var policy = reading.Policies.Single(policy => policy.Engine == row.Engine);
                Assert.True(
                    row.ExposureUsed <= policy.MaxDailyExposure, $"{row.ExposureUsed} of {policy.MaxDailyExposure}");
            }
        }
        while (!end.IsCancellationRequested && !changes.IsFaulted);

        await changes;
    }
}
