using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>What a host's listener on the driver throws says nothing of how a commit ended.</summary>
public sealed class DriverListenerTests
{
    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_ListenerOfTheDriverThrowsAtTheCommit_BookedOnce(bool settles)
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        var id = (await store.Ledger.ReserveAsync(100)).ReservationId!.Value;
        await store.Ledger.ReserveAsync(1);
        using var listener = new DriverListener();

        // A settlement reads under the lock first, a reservation writes at once.
        listener.ThrowAt(settles ? 2 : 1);

        var isBooked = settles
            ? (await store.Ledger.SettleAsync(id, amount: 10, loss: 7)).IsBooked
            : (await store.Ledger.ReserveAsync(10)).IsGranted;

        Assert.True(isBooked);
        Assert.True(listener.HasThrown);
        var row = await store.Ledger.RowAsync(EngineName.Global);
        Assert.Equal(settles ? (7m, 2L) : (0m, 3L), (row.RealizedLoss.ToDecimal(), row.Reservations));
        await LedgerFold.AssertHoldsAsync(store.Ledger);
    }
}
