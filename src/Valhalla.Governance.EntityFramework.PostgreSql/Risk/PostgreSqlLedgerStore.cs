using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// The ledger in PostgreSQL: one transaction a batch, behind the lock of the gate row. A batch that only reserves is
/// decided on what is known and applied in one round trip if that is still true; all else locks first.
/// </summary>
internal sealed class PostgreSqlLedgerStore(
    PostgreSqlDatabase database,
    StoreRetry retry,
    TimeProvider time,
    IStoreErrorMapper errors,
    EntityFrameworkLedgerReader reader,
    GuardedLogger<PostgreSqlLedgerStore> logger) : ILedgerStore, IAsyncDisposable
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

    private TimeProvider Time => time;

    private IStoreErrorMapper Errors => errors;

    private void LogResolved(bool found) =>
        logger.CommitResolved(found ? "committed" : "not committed, and is decided again");

    /// <summary>A batch over its retries: it remembers that a write with an unknown end was sent.</summary>
    private sealed class PendingBatch(PostgreSqlLedgerStore store, LedgerBatch batch)
    {
        private const int MaxLosses = 2;

        private long? _unknownAfter;
        private Exception? _unexpected;

        public PostgreSqlLedgerStore Store => store;

        public async ValueTask<bool> RunAsync(PostgreSqlLedgerSession session, CancellationToken cancellationToken)
        {
            try
            {
                return await TryRunAsync(session, cancellationToken);
            }
            catch (Exception exception) when (
                _unknownAfter is not null && _unexpected is null && store.Errors.Map(exception) == StoreFault.None)
            {
                _unexpected = exception;
                throw new CommitUnknownException(exception);
            }
        }

        private async ValueTask<bool> TryRunAsync(
            PostgreSqlLedgerSession session, CancellationToken cancellationToken)
        {
            for (var losses = 0; losses < MaxLosses && batch.ReservesOnly && _unknownAfter is null; losses++)
            {
                if (session.Known is not { } known
                    || known.TryDecide(batch, store.Time, out var validUntil) is not { } book)
                {
                    break;
                }

                var outcome = await ApplyAsync(session, book, known, validUntil);
                if (outcome == ApplyOutcome.Applied)
                {
                    return true;
                }

                if (outcome == ApplyOutcome.NeedsLock)
                {
                    break;
                }
            }

            await LockFirstAsync(session, cancellationToken);
            return true;
        }

        private async ValueTask<ApplyOutcome> ApplyAsync(
            PostgreSqlLedgerSession session, LedgerBook book, KnownLedger known, DateTimeOffset validUntil)
        {
            _unknownAfter = known.LastEventId;
            var (outcome, seen) = await session.Apply.RunAsync(batch.BatchId, book, known, validUntil, store.Time);
            _unknownAfter = null;
            session.Remember(seen, isCertain: outcome != ApplyOutcome.Applied);
            return outcome;
        }

        private async ValueTask LockFirstAsync(PostgreSqlLedgerSession session, CancellationToken cancellationToken)
        {
            var (load, seen) = await session.Load.ReadAsync(batch, session.Known, store.Time, cancellationToken);
            var resolves = _unknownAfter is not null;
            if (resolves && await WasCommittedAsync(session, cancellationToken))
            {
                await session.EndAsync(commit: false);
                return;
            }

            if (_unexpected is { } unexpected)
            {
                // Now it is certain that nothing was booked; what broke it once may break it again.
                await session.EndAsync(commit: true);
                session.Remember(null, isCertain: true);
                throw new InvalidOperationException("The batch could not be written.", unexpected);
            }

            var book = batch.Decide(load);
            if (book.IsChanged)
            {
                _unknownAfter = seen.LastEventId;
                await session.Write.CommitAsync(batch.BatchId, book);
                _unknownAfter = null;
            }
            else
            {
                await session.EndAsync(commit: resolves);
            }

            session.Remember(resolves ? null : seen with { Rows = book.StoredRows }, isCertain: true);
        }

        private async ValueTask<bool> WasCommittedAsync(
            PostgreSqlLedgerSession session, CancellationToken cancellationToken)
        {
            // We hold the lock: an earlier attempt of this batch was committed before, or never will be.
            var found = await session.WasCommittedAsync(batch.BatchId, _unknownAfter!.Value, cancellationToken);
            store.LogResolved(found);
            return found;
        }
    }
}
