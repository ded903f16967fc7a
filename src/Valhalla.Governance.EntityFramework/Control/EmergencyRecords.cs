using Valhalla.Governance.Audit;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Records in the audit chain of a schema that is not known.</summary>
internal static class EmergencyRecords
{
    /// <summary>Appends records.</summary>
    public static async Task<bool> AppendAsync(
        EmergencyTransaction rows,
        IReadOnlyList<AuditEntry> entries,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (sequence, hash) = await ReadTipAsync(rows, cancellationToken);
        var hasPerson = await HasPersonAsync(rows, cancellationToken);
        foreach (var entry in entries)
        {
            // What the row cannot hold is not hashed either.
            var kept = hasPerson ? entry : entry with { Author = entry.Author with { PersonId = null } };
            var record = AuditChain.Seal(kept, sequence + 1, hash, now);
            await InsertAsync(rows, record, hasPerson, cancellationToken);
            (sequence, hash) = (record.Sequence, record.Hash);
        }

        return true;
    }

    private static async ValueTask InsertAsync(
        EmergencyTransaction rows, AuditRecord record, bool hasPerson, CancellationToken cancellationToken)
    {
        var entry = record.Entry;
        var (column, value) = hasPerson ? (", actor_id", ", @actor_id") : ("", "");
        await using var command = rows.Command(
            $"""
            INSERT INTO {rows.Prefix}audit_event (sequence, occurred_at, action, subject, actor, claimed_actor,
                source_address, reason, from_json, to_json, version, previous_hash, hash{column})
            VALUES (@sequence, @occurred_at, @action, @subject, @actor, @claimed_actor, @source_address, @reason,
                @from_json, @to_json, @version, @previous_hash, @hash{value})
            """);
        rows.Bind(command, "sequence", record.Sequence);
        rows.Bind(command, "occurred_at", record.OccurredAt);
        rows.Bind(command, "action", entry.Action);
        rows.Bind(command, "subject", entry.Subject);
        rows.Bind(command, "actor", entry.Author.Name);
        rows.Bind(command, "claimed_actor", entry.Author.ClaimedName);
        rows.Bind(command, "source_address", entry.Author.SourceAddress);
        rows.Bind(command, "reason", entry.Reason);
        rows.Bind(command, "from_json", entry.FromJson);
        rows.Bind(command, "to_json", entry.ToJson);
        rows.Bind(command, "version", entry.Version);
        rows.Bind(command, "previous_hash", record.PreviousHash);
        rows.Bind(command, "hash", record.Hash);
        if (hasPerson)
        {
            rows.Bind(command, "actor_id", entry.Author.PersonId);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async ValueTask<(long Sequence, string Hash)> ReadTipAsync(
        EmergencyTransaction rows, CancellationToken cancellationToken)
    {
        await using var command = rows.Command(
            $"SELECT sequence, hash FROM {rows.Prefix}audit_event ORDER BY sequence DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), reader.GetString(1))
            : (0, AuditChain.GenesisHash);
    }

    /// <summary>Whether records say who somebody is whatever the name: schemas before that do not.</summary>
    private static async ValueTask<bool> HasPersonAsync(
        EmergencyTransaction rows, CancellationToken cancellationToken)
    {
        await using var command = rows.Command(
            $"SELECT * FROM {rows.Prefix}audit_event LIMIT 0");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return Enumerable.Range(0, reader.FieldCount).Any(column => reader.GetName(column) == "actor_id");
    }
}
