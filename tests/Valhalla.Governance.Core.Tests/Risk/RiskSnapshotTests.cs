using Valhalla.Governance.Risk;
using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

public sealed class RiskSnapshotTests
{
    [Fact]
    public async Task GetSnapshotAsync_PolicyChangedJustAfterTheRead_ShowsThatOfTheRead()
    {
        Func<Task> afterTheRead = static () => Task.CompletedTask;
        await using var risk = new RiskFixture(wrap: inner => new HookedLedgerStore(inner, () => afterTheRead()));
        await risk.ReserveAsync(Wholesale, 600);
        afterTheRead = async () => await risk.Guard.UpsertPolicyAsync(
            new RiskPolicyChange(Wholesale, new ChangeAuthor("ann")) { MaxDailyExposure = M(10) });

        var torn = await risk.Guard.GetSnapshotAsync();
        afterTheRead = static () => Task.CompletedTask;
        var later = await risk.Guard.GetSnapshotAsync();

        Assert.All(torn.Engines, engine => Assert.True(engine.Ledger.ExposureUsed <= engine.Policy.MaxDailyExposure));
        Assert.Equal(M(10), later.Engines.Single(engine => engine.Policy.Engine == Wholesale).Policy.MaxDailyExposure);
        Assert.Equal(EngineName.Global, torn.Engines[0].Policy.Engine);
    }

    /// <summary>Something happens between the read of the ledger and whatever comes after it.</summary>
    private sealed class HookedLedgerStore(ILedgerStore inner, Func<Task> afterTheRead) : ILedgerStore
    {
        public ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken) =>
            inner.CommitAsync(batch, cancellationToken);

        public async ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken)
        {
            var reading = await inner.ReadLatestAsync(cancellationToken);
            await afterTheRead();
            return reading;
        }

        public ValueTask<RiskReservation?> FindReservationAsync(
            ReservationId id, CancellationToken cancellationToken) =>
            inner.FindReservationAsync(id, cancellationToken);

        public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
            ReservationQuery query, CancellationToken cancellationToken) =>
            inner.ListReservationsAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
            RiskEventQuery query, CancellationToken cancellationToken) =>
            inner.ListEventsAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(
            int limit, CancellationToken cancellationToken) =>
            inner.ListExpiredAsync(limit, cancellationToken);
    }
}
