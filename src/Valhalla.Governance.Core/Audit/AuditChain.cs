using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Valhalla.Governance.Audit;

/// <summary>
/// How records are chained: each holds the SHA-256 of its predecessor's hash and its own canonical JSON.
/// </summary>
internal static class AuditChain
{
    /// <summary>What stands before the first record.</summary>
    public static readonly string GenesisHash = new('0', 64);

    /// <summary>Gives a change its place behind <paramref name="previousHash"/>.</summary>
    public static AuditRecord Seal(AuditEntry entry, long sequence, string previousHash, DateTimeOffset occurredAt)
    {
        // Databases keep microseconds: hash what can be read back.
        var utc = occurredAt.ToUniversalTime();
        var stored = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
        return new AuditRecord(
            sequence, stored, entry, previousHash, ComputeHash(entry, sequence, previousHash, stored));
    }

    /// <summary>Whether a time is one that a record can have: what is hashed stops at microseconds.</summary>
    public static bool IsCanonicalTime(DateTimeOffset occurredAt) =>
        occurredAt.Offset == TimeSpan.Zero && occurredAt.Ticks % TimeSpan.TicksPerMicrosecond == 0;

    /// <summary>The hash a record must have.</summary>
    public static string ComputeHash(AuditRecord record) =>
        ComputeHash(record.Entry, record.Sequence, record.PreviousHash, record.OccurredAt);

    private static string ComputeHash(AuditEntry entry, long sequence, string previousHash, DateTimeOffset occurredAt)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(Encoding.ASCII.GetBytes(previousHash));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", sequence);
            json.WriteString(
                "occurred_at",
                occurredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            json.WriteString("action", entry.Action);
            json.WriteString("subject", entry.Subject);
            json.WriteString("actor", entry.Author.Name);
            json.WriteString("claimed_actor", entry.Author.ClaimedName);
            json.WriteString("source_address", entry.Author.SourceAddress);
            json.WriteString("reason", entry.Reason);
            json.WriteString("from", entry.FromJson);
            json.WriteString("to", entry.ToJson);
            json.WriteNumber("version", entry.Version);
            if (entry.Author.PersonId is { } personId)
            {
                json.WriteString("actor_id", personId);
            }

            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
