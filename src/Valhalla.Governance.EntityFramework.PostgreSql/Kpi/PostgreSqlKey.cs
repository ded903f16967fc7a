using Npgsql;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Kpi;

/// <summary>An idempotency key within a transaction of a session.</summary>
internal static class PostgreSqlKey
{
    private const string Take =
        """
        INSERT INTO valhalla.idempotency_key (scope, key, request_hash, answer, created_at)
        VALUES ($1, $2, $3, '', clock_timestamp())
        ON CONFLICT DO NOTHING
        """;

    private const string Find =
        "SELECT request_hash, answer FROM valhalla.idempotency_key WHERE scope = $1 AND key = $2";

    private const string Write = "UPDATE valhalla.idempotency_key SET answer = $3 WHERE scope = $1 AND key = $2";

    /// <summary>Takes the key; waits for another transaction that has taken it.</summary>
    /// <returns>The answer that the key has already, or null.</returns>
    public static async ValueTask<StoredAnswer?> TryTakeAsync(
        NpgsqlConnection connection, IdempotencyTicket ticket, CancellationToken cancellationToken)
    {
        await using var take = Command(connection, Take, ticket.Scope, ticket.Key, ticket.RequestHash);
        if (await take.ExecuteNonQueryAsync(cancellationToken) == 1)
        {
            return null;
        }

        await using var find = Command(connection, Find, ticket.Scope, ticket.Key);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredAnswer(reader.GetString(0), reader.GetString(1))
            : throw new ValhallaStoreException(
                StoreFailure.Busy, "The answer to the key was purged while it was looked up. Try again.");
    }

    public static async ValueTask WriteAnswerAsync(
        NpgsqlConnection connection, IdempotencyTicket ticket, string answer, CancellationToken cancellationToken)
    {
        await using var write = Command(connection, Write, ticket.Scope, ticket.Key, answer);
        await write.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params string[] values)
    {
#pragma warning disable CA2100 // Every text is one of the constants above.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }
}
