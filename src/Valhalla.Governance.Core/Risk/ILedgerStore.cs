namespace Valhalla.Governance.Risk;

/// <summary>
/// The ledger: hot, contended, exact. Every write goes through one batch transaction around the pure decider.
/// </summary>
internal interface ILedgerStore
{
    /// <summary>
    /// In one transaction: locks the gate row, loads into a <see cref="LedgerBook"/> what <see cref="LedgerBatch"/>
    /// says it needs, runs <see cref="LedgerBatch.Decide"/>, writes the book's changes, commits. Retries the whole
    /// batch when the database asks for it, and looks the batch up by its keys when the connection was lost at commit.
    /// </summary>
    /// <exception cref="ValhallaStoreException">Nothing was decided.</exception>
    ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken);

    /// <summary>The store's clock and the last ledger row of each engine, rolled to no day yet.</summary>
    ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken);

    ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(RiskEventQuery query, CancellationToken cancellationToken);

    /// <summary>Open reservations whose time to live has ended by the store's clock, oldest first.</summary>
    ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(int limit, CancellationToken cancellationToken);
}
