using Valhalla.Governance.Audit;

namespace Valhalla.Governance.EntityFramework.Sqlite.Audit;

/// <summary>Appends to the audit chain within a transaction of the writer.</summary>
internal static class SqliteAudit
{
    private const string Last = "SELECT sequence, hash FROM audit_event ORDER BY sequence DESC LIMIT 1";

    private const string Add =
        """
        INSERT INTO audit_event (sequence, occurred_at, action, subject, actor, claimed_actor, source_address, reason,
            from_json, to_json, version, previous_hash, hash, actor_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """;

    public static void Append(SqliteWriter connection, IReadOnlyList<AuditEntry> entries, DateTimeOffset now)
    {
        var (sequence, hash) = ReadLast(connection.Statement(Last));
        var statement = connection.Statement(Add);
        foreach (var entry in entries)
        {
            var record = AuditChain.Seal(entry, ++sequence, hash, now);
            hash = record.Hash;
            statement.Bind(1, record.Sequence);
            statement.Bind(2, record.OccurredAt);
            statement.Bind(3, entry.Action);
            statement.Bind(4, entry.Subject);
            statement.Bind(5, entry.Author.Name);
            statement.Bind(6, entry.Author.ClaimedName);
            statement.Bind(7, entry.Author.SourceAddress);
            statement.Bind(8, entry.Reason);
            statement.Bind(9, entry.FromJson);
            statement.Bind(10, entry.ToJson);
            statement.Bind(11, entry.Version);
            statement.Bind(12, record.PreviousHash);
            statement.Bind(13, record.Hash);
            statement.Bind(14, entry.Author.PersonId);
            statement.Execute();
        }
    }

    private static (long Sequence, string Hash) ReadLast(SqliteStatement statement)
    {
        var last = statement.Step() ? (statement.GetInt64(0), statement.GetString(1)) : (0, AuditChain.GenesisHash);
        statement.Reset();
        return last;
    }
}
