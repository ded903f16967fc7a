using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Valhalla.Governance.Audit;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>
/// Does what a kill does by the columns that the rows have, whatever else the schema has become: the gate, the
/// influence and the records of both. Only the gate row has to be there; a kill is not refused for the rest.
/// </summary>
internal sealed class EmergencyKill(IStoreDialect dialect)
{
    private const string Savepoint = "emergency";
    private const string Gate = "go_live_state";
    private const string Influence = "influence_state";

    /// <summary>Engages it.</summary>
    /// <exception cref="DbException">The database has no gate row, or does not answer.</exception>
    /// <exception cref="ValhallaStoreException">The table has no gate row.</exception>
    public async ValueTask<EmergencyKillResult> EngageAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        var kept = KeptStop.Of(author, reason);
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        await LockAsync(db, transaction, cancellationToken);
        var columns = await ReadAsync(db, transaction, Gate, cancellationToken)
            ?? throw new ValhallaStoreException(StoreFailure.SchemaMismatch, "There is no gate row.");
        var gate = GateOf(columns);
        var (wasEngaged, ruling) = (
            gate.KillSwitchEngaged,
            GoLiveRules.Engage(gate.ToState(), kept.Author, kept.Reason, latchedAt: null, now));
        if (ruling.Change?.Gate is { } engaged)
        {
            gate.Apply(engaged);
        }

        gate.MakeNextVersion();
        await WriteGateAsync(db, transaction, columns, gate, cancellationToken);
        var audit = ruling.Change?.Audit ?? [];
        var rollback = await TryAsync(
            transaction,
            () => RollBackAsync(db, transaction, kept, now, cancellationToken),
            cancellationToken);
        var isRecorded = await TryAsync(
            transaction,
            () => RecordAsync(
                db, transaction, rollback is null ? audit : [.. audit, rollback.Audit], now, cancellationToken),
            cancellationToken);
        await dialect.NotifyAsync(db, gate.ControlVersion, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return new EmergencyKillResult(wasEngaged, isRecorded);
    }

    private async ValueTask LockAsync(
        ValhallaDbContext db, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(
            db, transaction, $"UPDATE {dialect.TablePrefix}{Gate} SET id = id WHERE id = 1");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The columns of a table's one row; null when it has none.</summary>
    private async ValueTask<StoredColumns?> ReadAsync(
        ValhallaDbContext db, IDbContextTransaction transaction, string table, CancellationToken cancellationToken)
    {
        await using var command = Command(
            db, transaction, $"SELECT * FROM {dialect.TablePrefix}{table} WHERE id = 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? StoredColumns.Of(reader) : null;
    }

    private static GoLiveStateRow GateOf(StoredColumns columns)
    {
        var row = new GoLiveStateRow
        {
            GoLiveEnabled = columns.Flag("go_live_enabled"),
            KillSwitchEngaged = columns.Flag("kill_switch_engaged"),
            Epoch = columns.Number("epoch") ?? 0,
            Reason = columns.Text("reason"),
            UpdatedBy = columns.Text("updated_by") ?? "",
            UpdatedAt = columns.Time("updated_at") ?? default,
            ReleaseApprovals = columns.Text("release_approvals") ?? "[]",
            ReleasedAt = columns.Time("released_at"),
            Revision = columns.Number("revision") ?? 0,
            Incarnation = columns.Id("incarnation"),
        };
        try
        {
            row.ToState();
        }
        catch (JsonException)
        {
            // Approvals in another form are cleared all the same.
            row.ReleaseApprovals = "[]";
        }

        return row;
    }

    private async ValueTask WriteGateAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        StoredColumns columns,
        GoLiveStateRow gate,
        CancellationToken cancellationToken)
    {
        await using var command = Command(db, transaction, "");
        Update(
            command,
            Gate,
            columns,
            ("kill_switch_engaged", true),
            ("epoch", gate.Epoch),
            ("reason", gate.Reason),
            ("updated_by", gate.UpdatedBy),
            ("updated_at", gate.UpdatedAt),
            ("release_approvals", gate.ReleaseApprovals),
            ("revision", gate.Revision),
            ("incarnation", gate.Incarnation));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes the influence to 0 and the decision away.</summary>
    /// <returns>What was changed; null where there is nothing to take away.</returns>
    private async Task<InfluenceChange?> RollBackAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        KeptStop kept,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await ReadAsync(db, transaction, Influence, cancellationToken) is not { } columns)
        {
            return null;
        }

        var row = new InfluenceStateRow
        {
            InfluenceBps = (int)(columns.Number("influence_bps") ?? 0),
            Step = columns.Number("step") ?? 0,
            SteppedAt = columns.Time("stepped_at"),
            DecisionId = columns.Number("decision_id"),
            DecisionExpiresAt = columns.Time("decision_expires_at"),
            RolledBackAt = columns.Time("rolled_back_at"),
            RollbackTrigger = columns.Text("rollback_trigger"),
            RollbackFromBps = (int?)columns.Number("rollback_from_bps"),
            Reason = columns.Text("reason"),
            UpdatedBy = columns.Text("updated_by") ?? "",
            UpdatedAt = columns.Time("updated_at") ?? default,
            Version = columns.Number("version") ?? 0,
        };
        var change = InfluenceRules.Rollback(
            row.ToState(), InfluenceRules.KillSwitchTrigger, kept.Author, kept.Reason, now);
        if (change is null)
        {
            return null;
        }

        row.Apply(change.State);
        await using var command = Command(db, transaction, "");
        Update(
            command,
            Influence,
            columns,
            ("influence_bps", row.InfluenceBps),
            ("step", row.Step),
            ("stepped_at", row.SteppedAt),
            ("decision_id", row.DecisionId),
            ("decision_expires_at", row.DecisionExpiresAt),
            ("rolled_back_at", row.RolledBackAt),
            ("rollback_trigger", row.RollbackTrigger),
            ("rollback_from_bps", row.RollbackFromBps),
            ("reason", row.Reason),
            ("updated_by", row.UpdatedBy),
            ("updated_at", row.UpdatedAt),
            ("version", row.Version));
        await command.ExecuteNonQueryAsync(cancellationToken);
        return change;
    }

    /// <summary>Does what a schema may not allow; then all of it is undone.</summary>
    private static async ValueTask<T?> TryAsync<T>(
        IDbContextTransaction transaction, Func<Task<T?>> work, CancellationToken cancellationToken)
    {
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception exception) when (
            exception is DbException or InvalidCastException or FormatException or OverflowException)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            return default;
        }
    }

    private async Task<bool> RecordAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        IReadOnlyList<AuditEntry> entries,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (sequence, hash) = await ReadTipAsync(db, transaction, cancellationToken);
        var hasPerson = await HasPersonAsync(db, transaction, cancellationToken);
        foreach (var entry in entries)
        {
            // What the row cannot hold is not hashed either.
            var kept = hasPerson ? entry : entry with { Author = entry.Author with { PersonId = null } };
            var record = AuditChain.Seal(kept, sequence + 1, hash, now);
            await InsertAsync(db, transaction, record, hasPerson, cancellationToken);
            (sequence, hash) = (record.Sequence, record.Hash);
        }

        return true;
    }

    private async ValueTask InsertAsync(
        ValhallaDbContext db,
        IDbContextTransaction transaction,
        AuditRecord record,
        bool hasPerson,
        CancellationToken cancellationToken)
    {
        var entry = record.Entry;
        await using var command = Command(
            db,
            transaction,
            $"""
            INSERT INTO {dialect.TablePrefix}audit_event (sequence, occurred_at, action, subject, actor, claimed_actor,
                source_address, reason, from_json, to_json, version, previous_hash, hash{(hasPerson ? ", actor_id" : "")})
            VALUES (@sequence, @occurred_at, @action, @subject, @actor, @claimed_actor, @source_address, @reason,
                @from_json, @to_json, @version, @previous_hash, @hash{(hasPerson ? ", @actor_id" : "")})
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

    /// <summary>Whether records say who somebody is whatever the name: schemas before that do not.</summary>
    private async ValueTask<bool> HasPersonAsync(
        ValhallaDbContext db, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(
            db, transaction, $"SELECT * FROM {dialect.TablePrefix}audit_event LIMIT 0");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return Enumerable.Range(0, reader.FieldCount).Any(column => reader.GetName(column) == "actor_id");
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

    private void Update(
        DbCommand command, string table, StoredColumns columns, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var set = new List<string>();
        foreach (var (name, value) in values)
        {
            if (columns.Has(name))
            {
                set.Add($"{name} = @{name}");
                Bind(command, name, value);
            }
        }

#pragma warning disable CA2100 // Names of this class; every value is a parameter.
        command.CommandText = $"UPDATE {dialect.TablePrefix}{table} SET {string.Join(", ", set)} WHERE id = 1";
#pragma warning restore CA2100
    }

    private void Bind(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value is null ? DBNull.Value : dialect.ToParameter(value);
        command.Parameters.Add(parameter);
    }
}
