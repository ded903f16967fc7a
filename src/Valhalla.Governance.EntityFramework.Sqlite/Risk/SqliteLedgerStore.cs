using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.Sqlite.Risk;

/// <summary>
/// The ledger in a SQLite file: one immediate transaction a batch, which is the lock of the gate row too.
/// </summary>
internal sealed class SqliteLedgerStore(
    SqliteWriter writer, StoreRetry retry, StoreTimeProvider clock, EntityFrameworkLedgerReader reader) : ILedgerStore
{
    private static readonly Func<SqliteWriter, (SqliteLedgerStore Store, LedgerBatch Batch), bool> Work =
        static (writer, state) => state.Store.DecideAndWrite(writer, state.Batch);

    private static readonly Func<(SqliteLedgerStore Store, LedgerBatch Batch), CancellationToken, ValueTask<bool>> Run =
        static async (state, token) =>
        {
            await state.Store._writer.RunAsync(state, Work, token);
            return true;
        };

    private readonly SqliteWriter _writer = writer;

    // Only used within the writer's turn.
    private readonly SqliteLedgerLoad _load = new();

    public async ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken) =>
        await retry.RunAsync((this, batch), Run, cancellationToken);

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

    private bool DecideAndWrite(SqliteWriter connection, LedgerBatch batch)
    {
        var book = batch.Decide(_load.Read(connection, batch, clock.Time.GetStoreNow()));
        if (!book.IsChanged)
        {
            return false;
        }

        SqliteLedgerWrite.Write(connection, batch.BatchId, book);
        return true;
    }
}
