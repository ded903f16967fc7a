using Microsoft.Extensions.Logging;
using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// The ledger in PostgreSQL: one transaction of two round trips a batch, behind the lock of the gate row.
/// </summary>
internal sealed class PostgreSqlLedgerStore(
    PostgreSqlDatabase database,
    StoreRetry retry,
    EntityFrameworkLedgerReader reader,
    ILogger<PostgreSqlLedgerStore> logger) : ILedgerStore, IAsyncDisposable
{
    private readonly PostgreSqlSessions<PostgreSqlLedgerSession> _sessions =
        new(token => PostgreSqlLedgerSession.OpenAsync(database, token));

    public async ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken) =>
        await retry.RunAsync(
            new PendingBatch(this, batch),
            static (pending, token) => pending.Store._sessions.RunAsync(
                pending, static (session, pending, token) => pending.RunAsync(session, token), token),
            cancellationToken);

    public ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken) =>
        reader.ReadLatestAsync(cancellationToken);

    public ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken) =>
        reader.FindReservationAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken) =>
        reader.ListReservationsAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
        RiskEventQuery query, CancellationToken cancellationToken) => reader.ListEventsAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(int limit, CancellationToken cancellationToken) =>
        reader.ListExpiredAsync(limit, cancellationToken);

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    /// <summary>A batch over its retries: it remembers that a write with an unknown end was sent.</summary>
    private sealed class PendingBatch(PostgreSqlLedgerStore store, LedgerBatch batch)
    {
        private long? _unknownAfter;

        public PostgreSqlLedgerStore Store => store;

        public async ValueTask<bool> RunAsync(PostgreSqlLedgerSession session, CancellationToken cancellationToken)
        {
            var load = await session.LoadAsync(batch, cancellationToken);
            if (await WasCommittedAsync(session, cancellationToken))
            {
                await session.RollBackAsync();
                return true;
            }

            var book = batch.Decide(load);
            if (!book.IsChanged)
            {
                await session.RollBackAsync();
                return true;
            }

            _unknownAfter = session.LowWaterMark;
            await session.WriteAsync(batch.BatchId, book);
            return true;
        }

        private async ValueTask<bool> WasCommittedAsync(
            PostgreSqlLedgerSession session, CancellationToken cancellationToken)
        {
            if (_unknownAfter is not { } lowWaterMark)
            {
                return false;
            }

            // We hold the lock, so an earlier attempt of this batch has ended one way or the other.
            _unknownAfter = null;
            var found = await session.ContainsAsync(batch.BatchId, lowWaterMark, cancellationToken);
            store.LogResolved(found);
            return found;
        }
    }

    private void LogResolved(bool found) =>
        logger.CommitResolved(found ? "committed" : "not committed, and is decided again");
}
