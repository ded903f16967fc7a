using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Rows and audit records by the columns that they have, within the transaction of an emergency.</summary>
internal sealed class EmergencyRows(IStoreDialect dialect, ValhallaDbContext db, IDbContextTransaction transaction)
{
    /// <summary>Takes the lock of a table's one row.</summary>
    public async ValueTask LockAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = Command($"UPDATE {dialect.TablePrefix}{table} SET id = id WHERE id = 1");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The columns of a table's one row; null when it has none.</summary>
    public async ValueTask<StoredColumns?> ReadAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT * FROM {dialect.TablePrefix}{table} WHERE id = 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? StoredColumns.Of(reader) : null;
    }

    /// <summary>Writes those values of a table's one row that it has columns for.</summary>
    public async ValueTask UpdateAsync(
        string table,
        StoredColumns columns,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] values)
    {
        await using var command = Command("");
        var set = new List<string>();
        foreach (var (name, value) in values)
        {
            if (columns.Has(name))
            {
                set.Add($"{name} = @{name}");
                Bind(command, name, value);
            }
        }

#pragma warning disable CA2100 // Names of this library; every value is a parameter.
        command.CommandText = $"UPDATE {dialect.TablePrefix}{table} SET {string.Join(", ", set)} WHERE id = 1";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds records to the chain.</summary>
    public async Task<bool> RecordAsync(
        IReadOnlyList<AuditEntry> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (sequence, hash) = await ReadTipAsync(cancellationToken);
        var hasPerson = await HasPersonAsync(cancellationToken);
        foreach (var entry in entries)
        {
            // What the row cannot hold is not hashed either.
            var kept = hasPerson ? entry : entry with { Author = entry.Author with { PersonId = null } };
            var record = AuditChain.Seal(kept, sequence + 1, hash, now);
            await InsertAsync(record, hasPerson, cancellationToken);
            (sequence, hash) = (record.Sequence, record.Hash);
        }

        return true;
    }

    private async ValueTask InsertAsync(AuditRecord record, bool hasPerson, CancellationToken cancellationToken)
    {
        var entry = record.Entry;
        var (column, value) = hasPerson ? (", actor_id", ", @actor_id") : ("", "");
        await using var command = Command(
            $"""
            INSERT INTO {dialect.TablePrefix}audit_event (sequence, occurred_at, action, subject, actor, claimed_actor,
                source_address, reason, from_json, to_json, version, previous_hash, hash{column})
            VALUES (@sequence, @occurred_at, @action, @subject, @actor, @claimed_actor, @source_address, @reason,
                @from_json, @to_json, @version, @previous_hash, @hash{value})
            """);
        Bind(command, "sequence", record.Sequence);
        Bind(command, "occurred_at", record.OccurredAt);
        Bind(command, "action", entry.Action);
        Bind(command, "subject", entry.Subject);
        Bind(command, "actor", entry.Author.Name);
        Bind(command, "claimed_actor", entry.Author.ClaimedName);
        Bind(command, "source_address", entry.Author.SourceAddress);
        Bind(command, "reason", entry.Reason);
        Bind(command, "from_json", entry.FromJson);
        Bind(command, "to_json", entry.ToJson);
        Bind(command, "version", entry.Version);
        Bind(command, "previous_hash", record.PreviousHash);
        Bind(command, "hash", record.Hash);
        if (hasPerson)
        {
            Bind(command, "actor_id", entry.Author.PersonId);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask<(long Sequence, string Hash)> ReadTipAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"SELECT sequence, hash FROM {dialect.TablePrefix}audit_event ORDER BY sequence DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetString(1))
            : (0, AuditChain.GenesisHash);
    }

    /// <summary>Whether records say who somebody is whatever the name: schemas before that do not.</summary>
    private async ValueTask<bool> HasPersonAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT * FROM {dialect.TablePrefix}audit_event LIMIT 0");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return Enumerable.Range(0, reader.FieldCount).Any(column => reader.GetName(column) == "actor_id");
    }

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
#pragma warning disable CA2100 // Texts of this class; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private void Bind(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value is null ? DBNull.Value : dialect.ToParameter(value);
        command.Parameters.Add(parameter);
    }
}
