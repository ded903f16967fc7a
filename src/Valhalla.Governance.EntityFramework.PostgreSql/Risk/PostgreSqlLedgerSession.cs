using Npgsql;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// One connection with the commands of a ledger batch: two round trips, the first locks and reads, the second writes
/// and commits. Not thread-safe.
/// </summary>
internal sealed class PostgreSqlLedgerSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgreSqlLedgerLoad _load;
    private readonly PostgreSqlLedgerWrite _write;

    private PostgreSqlLedgerSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _load = new PostgreSqlLedgerLoad(connection);
        _write = new PostgreSqlLedgerWrite(connection);
    }

    public static async ValueTask<PostgreSqlLedgerSession> OpenAsync(
        PostgreSqlDatabase database, CancellationToken cancellationToken) =>
        new(await database.OpenDurableAsync(cancellationToken));

    /// <summary>Begins the transaction, locks the gate row and reads what the batch needs.</summary>
    public ValueTask<LedgerLoad> LoadAsync(LedgerBatch batch, CancellationToken cancellationToken) =>
        _load.ReadAsync(batch, cancellationToken);

    /// <summary>The highest id of the journal at the last load: what a batch writes comes after it.</summary>
    public long LowWaterMark => _load.LowWaterMark;

    /// <summary>Writes what was booked and commits. Not cancellable: what was sent has an end.</summary>
    public ValueTask WriteAsync(long batchId, LedgerBook book) => _write.CommitAsync(batchId, book);

    /// <summary>Ends the transaction without a change.</summary>
    public async ValueTask RollBackAsync()
    {
        await using var command = new NpgsqlCommand("ROLLBACK", _connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Whether the journal has the batch, seen under the lock of the last load.</summary>
    public async ValueTask<bool> ContainsAsync(long batchId, long lowWaterMark, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM valhalla.risk_event WHERE id > $1 AND batch_id = $2)", _connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = lowWaterMark },
                new NpgsqlParameter<long> { TypedValue = batchId },
            },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        _write.Dispose();
        await _connection.DisposeAsync();
    }
}
