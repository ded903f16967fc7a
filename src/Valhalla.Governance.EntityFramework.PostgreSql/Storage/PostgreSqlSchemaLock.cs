using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// An advisory lock that one node at a time holds while it changes the schema. It ends with its transaction, which a
/// pooler keeps on one session of the server; nothing else is done in it, so it holds up nobody.
/// </summary>
internal sealed class PostgreSqlSchemaLock : IAsyncDisposable
{
    // The letters "valhalla" as a number: the key is the database's, so it must be none that others take. The
    // transaction idles for as long as a migration takes.
    private const string Take =
        """
        SELECT set_config('idle_in_transaction_session_timeout', '0', true);
        SELECT pg_advisory_xact_lock(8529755353146776673)
        """;

    private const int PatienceSeconds = 60;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private PostgreSqlSchemaLock(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public static async ValueTask<IAsyncDisposable> TakeAsync(
        PostgreSqlDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(Take, connection) { CommandTimeout = PatienceSeconds };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new PostgreSqlSchemaLock(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }
}
