using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>
/// Engages the kill switch by the columns that the gate row has, whatever else the schema has become. The record goes
/// to the audit chain where it still can; a kill is not refused for its sake.
/// </summary>
internal sealed class EmergencyKill(IStoreDialect dialect)
{
    private const string Savepoint = "audit";

    /// <summary>Engages it.</summary>
    /// <returns>Whether it is recorded in the audit chain; null when it was engaged already.</returns>
    /// <exception cref="DbException">The database has no gate row, or does not answer.</exception>
    public async ValueTask<bool?> EngageAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        var before = await ReadGateAsync(db, transaction, cancellationToken);
        if (await UpdateAsync(db, transaction, before, author, reason, now, cancellationToken) == 0)
        {
            return null;
        }

        var isRecorded = await TryRecordAsync(db, transaction, before, author, reason, now, cancellationToken);
        var after = await ReadGateAsync(db, transaction, cancellationToken);
        await dialect.NotifyAsync(
            db, new ControlVersion(Number(after, "revision"), Incarnation(after)), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return isRecorded;
    }

    private async ValueTask<Dictionary<string, object?>> ReadGateAsync(
        ValhallaDbContext db, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(
            db, transaction, $"SELECT * FROM {dialect.TablePrefix}go_live_state WHERE id = 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (await reader.ReadAsync(cancellationToken))
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                row[reader.GetName(column)] = await reader.IsDBNullAsync(column, cancellationToken)
                    ? null
                    : reader.GetValue(column);
            }
        }

        return row;
    }

    private async ValueTask<int> UpdateAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        Dictionary<string, object?> gate,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = Command(db, transaction, "");
        var set = new List<string> { "kill_switch_engaged = TRUE" };
        foreach (var (column, value) in new (string, object?)[]
        {
            ("reason", reason),
            ("updated_by", author.Name),
            ("updated_at", now),
            ("release_approvals", "[]"),
            ("incarnation", ControlVersion.NewIncarnation()),
        })
        {
            if (gate.ContainsKey(column))
            {
                set.Add($"{column} = @{column}");
                Bind(command, column, value);
            }
        }

        set.AddRange(new[] { "epoch", "revision" }.Where(gate.ContainsKey).Select(name => $"{name} = {name} + 1"));
#pragma warning disable CA2100 // The names are those above; every value is a parameter.
        command.CommandText = $"UPDATE {dialect.TablePrefix}go_live_state SET {string.Join(", ", set)} "
            + "WHERE id = 1 AND NOT kill_switch_engaged";
#pragma warning restore CA2100
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask<bool> TryRecordAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        Dictionary<string, object?> before,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await RecordAsync(db, transaction, before, author, reason, now, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is DbException or InvalidCastException or FormatException)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            return false;
        }
    }

    private async ValueTask RecordAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        Dictionary<string, object?> before,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var enabled = Number(before, "go_live_enabled") != 0;
        var entry = new AuditEntry(
            GoLiveRules.EngageAction,
            "",
            author,
            reason,
            GoLiveAudit.ToJson(new GoLiveState { GoLiveEnabled = enabled }),
            GoLiveAudit.ToJson(new GoLiveState { GoLiveEnabled = enabled, KillSwitchEngaged = true }),
            Number(before, "epoch") + 1);
        var (sequence, hash) = await ReadTipAsync(db, transaction, cancellationToken);
        var record = AuditChain.Seal(entry, sequence + 1, hash, now);
        await using var command = Command(
            db,
            transaction,
            $"""
            INSERT INTO {dialect.TablePrefix}audit_event (sequence, occurred_at, action, subject, actor, claimed_actor,
                source_address, reason, from_json, to_json, version, previous_hash, hash)
            VALUES (@sequence, @occurred_at, @action, @subject, @actor, @claimed_actor, @source_address, @reason,
                @from_json, @to_json, @version, @previous_hash, @hash)
            """);
        Bind(command, "sequence", record.Sequence);
        Bind(command, "occurred_at", record.OccurredAt);
        Bind(command, "action", entry.Action);
        Bind(command, "subject", entry.Subject);
        Bind(command, "actor", author.Name);
        Bind(command, "claimed_actor", author.ClaimedName);
        Bind(command, "source_address", author.SourceAddress);
        Bind(command, "reason", reason);
        Bind(command, "from_json", entry.FromJson);
        Bind(command, "to_json", entry.ToJson);
        Bind(command, "version", entry.Version);
        Bind(command, "previous_hash", record.PreviousHash);
        Bind(command, "hash", record.Hash);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask<(long Sequence, string Hash)> ReadTipAsync(
        ValhallaDbContext db, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(
            db,
            transaction,
            $"SELECT sequence, hash FROM {dialect.TablePrefix}audit_event ORDER BY sequence DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetString(1))
            : (0, AuditChain.GenesisHash);
    }

    private static DbCommand Command(ValhallaDbContext db, IDbContextTransaction transaction, string sql)
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

    private static long Number(Dictionary<string, object?> row, string column) =>
        row.GetValueOrDefault(column) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    private static Guid Incarnation(Dictionary<string, object?> row) => row.GetValueOrDefault("incarnation") switch
    {
        Guid id => id,
        string text when Guid.TryParse(text, out var id) => id,
        _ => Guid.Empty,
    };
}
