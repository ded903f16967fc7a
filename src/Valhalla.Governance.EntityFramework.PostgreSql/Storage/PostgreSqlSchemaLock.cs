using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// An advisory lock that one node at a time holds while it changes the schema; it ends with its session.
/// </summary>
internal sealed class PostgreSqlSchemaLock : IAsyncDisposable
{
    // The letters "valhalla" as a number: the key is the database's, so it must be none that others take.
    private const string Take = "SELECT pg_advisory_lock(8529755353146776673)";
    private const string Release = "SELECT pg_advisory_unlock(8529755353146776673)";
    private const int PatienceSeconds = 60;

    private readonly NpgsqlConnection _connection;

    private PostgreSqlSchemaLock(NpgsqlConnection connection) => _connection = connection;

    public static async ValueTask<IAsyncDisposable> TakeAsync(
        PostgreSqlDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(Take, connection) { CommandTimeout = PatienceSeconds };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new PostgreSqlSchemaLock(connection);
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
            await using var command = new NpgsqlCommand(Release, _connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
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
