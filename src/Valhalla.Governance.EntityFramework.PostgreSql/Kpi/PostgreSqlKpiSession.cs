using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Kpi;

/// <summary>One connection with the commands of a KPI batch. Not thread-safe.</summary>
internal sealed class PostgreSqlKpiSession : IAsyncDisposable
{
    private const string Copy =
        """
        COPY valhalla.kpi_event (domain, metric, success, value, duration_ms, actor, correlation_id, detail, created_at)
        FROM STDIN (FORMAT BINARY)
        """;

    private readonly NpgsqlConnection _connection;
    private readonly bool _sharesSessions;
    private readonly NpgsqlBatch _batch;
    private readonly KpiInsert _insert = new();

    private PostgreSqlKpiSession(NpgsqlConnection connection, bool sharesSessions)
    {
        _connection = connection;
        _sharesSessions = sharesSessions;
        _batch = new NpgsqlBatch(connection);
    }

    public static async ValueTask<PostgreSqlKpiSession> OpenAsync(
        PostgreSqlDatabase database, CancellationToken cancellationToken) =>
        new(await database.OpenDurableAsync(cancellationToken), database.SharesSessions);

    /// <summary>Begins a transaction and appends the events in it.</summary>
    /// <returns>The id of the transaction.</returns>
    public async ValueTask<long> AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        _batch.BatchCommands.Clear();
        _batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"));
        _batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT txid_current()"));
        if (_sharesSessions)
        {
            _batch.BatchCommands.Add(new NpgsqlBatchCommand(PostgreSqlDatabase.RequireDurabilityInTransaction));
        }

        var transaction = (long)(await _batch.ExecuteScalarAsync(cancellationToken))!;
        if (ids.IsEmpty)
        {
            await CopyAsync(events, cancellationToken);
        }
        else
        {
            await InsertAsync(events, ids, cancellationToken);
        }

        return transaction;
    }

    public async ValueTask CommitAsync()
    {
        await using var command = new NpgsqlCommand("COMMIT", _connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>
    /// Whether a transaction of another session was committed. One that has not ended is a reason to wait.
    /// </summary>
    /// <exception cref="ValhallaStoreException">It has not ended.</exception>
    public async ValueTask<bool> WasCommittedAsync(long transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT txid_status($1)", _connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = transaction } },
        };
        return await StatusAsync(command, cancellationToken) switch
        {
            "committed" => true,
            "in progress" => throw new ValhallaStoreException(
                StoreFailure.Unavailable, "The connection was lost at commit, and the commit has not ended."),
            _ => false,
        };
    }

    private static async ValueTask<object?> StatusAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (PostgresException exception) when (
            exception.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            // "is in the future": a server that was promoted, or came back from a crash, never saw the transaction.
            return null;
        }
    }

    /// <summary>
    /// Appends events and the answer to their request in one transaction, unless the key has an answer.
    /// </summary>
    /// <returns>The earlier answer, or null.</returns>
    public async ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        if (_sharesSessions)
        {
            await using var durable =
                new NpgsqlCommand(PostgreSqlDatabase.RequireDurabilityInTransaction, _connection);
            await durable.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await PostgreSqlKey.TryTakeAsync(_connection, ticket, cancellationToken) is { } earlier)
        {
            await transaction.RollbackAsync(cancellationToken);
            return earlier;
        }

        if (!events.IsEmpty)
        {
            await InsertAsync(events, ids, cancellationToken);
        }

        await PostgreSqlKey.WriteAnswerAsync(_connection, ticket, answerJson(ids), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async ValueTask InsertAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        _insert.Fill(events.Span);
        _batch.BatchCommands.Clear();
        _batch.BatchCommands.Add(_insert.Command);
        await using var reader = await _batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; await reader.ReadAsync(cancellationToken); i++)
        {
            if (i < ids.Length)
            {
                ids.Span[i] = reader.GetInt64(0);
            }
        }
    }

    private async ValueTask CopyAsync(ReadOnlyMemory<KpiEvent> events, CancellationToken cancellationToken)
    {
        await using var writer = await _connection.BeginBinaryImportAsync(Copy, cancellationToken);
        for (var i = 0; i < events.Length; i++)
        {
            var entry = events.Span[i];
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(entry.Domain.Value, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(entry.Metric.Value, NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(writer, entry.Success, NpgsqlDbType.Boolean, cancellationToken);
            await WriteAsync(writer, entry.Value, NpgsqlDbType.Double, cancellationToken);
            await WriteAsync(writer, entry.DurationMs, NpgsqlDbType.Double, cancellationToken);
            await WriteAsync(writer, entry.Actor, cancellationToken);
            await WriteAsync(writer, entry.CorrelationId, cancellationToken);
            await WriteAsync(writer, entry.DetailJson, cancellationToken);
            await writer.WriteAsync(entry.CreatedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync<T>(
        NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct => value is { } known
            ? writer.WriteAsync(known, type, cancellationToken)
            : writer.WriteNullAsync(cancellationToken);

    private static Task WriteAsync(NpgsqlBinaryImporter writer, string? value, CancellationToken cancellationToken) =>
        value is null
            ? writer.WriteNullAsync(cancellationToken)
            : writer.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);
}
