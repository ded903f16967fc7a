using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.EntityFramework.Audit;

/// <summary>Appends to the chain within a transaction that holds the lock.</summary>
internal static class AuditAppender
{
    /// <returns>The last record added, or null when there was nothing to add.</returns>
    public static async ValueTask<AuditRecord?> AddAsync(
        ValhallaDbContext db, IReadOnlyList<AuditEntry> entries, DateTimeOffset now,
            CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        var last = await db.AuditEvents.AsNoTracking()
            .OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        var sequence = last?.Sequence ?? 0;
        var hash = last?.Hash ?? AuditChain.GenesisHash;
        AuditRecord? record = null;
        foreach (var entry in entries)
        {
            record = AuditChain.Seal(entry, ++sequence, hash, now);
            hash = record.Hash;
            db.AuditEvents.Add(AuditEventRow.Of(record));
        }

        return record;
    }
}
