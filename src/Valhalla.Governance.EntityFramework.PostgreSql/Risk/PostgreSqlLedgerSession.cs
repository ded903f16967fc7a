using Npgsql;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// One connection with the commands of a ledger batch: one round trip for what was decided before the lock was taken;
/// else two, the first locks and reads, the second writes and commits. Not thread-safe.
/// </summary>
internal sealed class PostgreSqlLedgerSession : IAsyncDisposable
{
    // Plans are kept as long as the session: one that was made while a table was small must not scan it when it has
    // grown, and planning anew costs more than a batch. What cannot but be scanned then looks so dear that it would be
    // compiled each time.
    private const string KeepPlans =
        "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; SET jit = off";

    private readonly NpgsqlConnection _connection;

    private PostgreSqlLedgerSession(NpgsqlConnection connection, bool sharesSessions)
    {
        _connection = connection;
        Apply = new PostgreSqlLedgerApply(connection, sharesSessions);
        Load = new PostgreSqlLedgerLoad(connection, sharesSessions);
        Write = new PostgreSqlLedgerWrite(connection);
    }

    public PostgreSqlLedgerApply Apply { get; }

    /// <summary>
    /// The ledger as this session saw it last. It goes with the session: a server that was promoted, or restored, is
    /// another one, and may have lost what the last one told.
    /// </summary>
    public KnownLedger? Known { get; private set; }

    /// <summary>Begins the transaction, locks the gate row and reads what the batch needs.</summary>
    public PostgreSqlLedgerLoad Load { get; }

    public PostgreSqlLedgerWrite Write { get; }

    public static async ValueTask<PostgreSqlLedgerSession> OpenAsync(
        PostgreSqlDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenDurableAsync(cancellationToken);
        try
        {
            if (!database.SharesSessions)
            {
                await using var command = new NpgsqlCommand(KeepPlans, connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return new PostgreSqlLedgerSession(connection, database.SharesSessions);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps what was seen, unless a batch that was applied after it has reported already.</summary>
    public void Remember(KnownLedger? seen, bool isCertain)
    {
        if (isCertain || seen?.IsNewerThan(Known) == true)
        {
            Known = seen;
        }
    }

    /// <summary>Ends the transaction of a load without a booking.</summary>
    public async ValueTask EndAsync(bool commit)
    {
        await using var command = new NpgsqlCommand(commit ? "COMMIT" : "ROLLBACK", _connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>
    /// Whether the journal has the batch, under the lock of the last load. When it has not, the server may still hold
    /// the batch and run it once we let go of the lock: another version than it was decided at keeps it from being
    /// applied.
    /// </summary>
    public async ValueTask<bool> WasCommittedAsync(
        long batchId, long lastEventId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE valhalla.go_live_state SET revision = revision + 1, incarnation = $3
            WHERE id = 1
                AND NOT EXISTS (SELECT 1 FROM valhalla.risk_event WHERE id > $1 AND batch_id = $2)
            """,
            _connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = lastEventId },
                new NpgsqlParameter<long> { TypedValue = batchId },
                new NpgsqlParameter<Guid> { TypedValue = ControlVersion.NewIncarnation() },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        Apply.Dispose();
        Load.Dispose();
        Write.Dispose();
        await _connection.DisposeAsync();
    }
}
