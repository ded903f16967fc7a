using System.Globalization;
using System.Text;

namespace Valhalla.Governance;

/// <summary>A signed statement, kept outside the database, that the chain held this record.</summary>
/// <param name="Sequence">The record's place.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="CreatedAt">When the statement was made, UTC, in whole milliseconds.</param>
/// <param name="Signature">Base64, over <see cref="ToSignedBytes"/>.</param>
public sealed record AuditCheckpoint(long Sequence, string Hash, DateTimeOffset CreatedAt, string Signature)
{
    /// <summary>
    /// What is signed, as UTF-8: <c>valhalla-audit-checkpoint-1</c>, place, hash and time
    /// (<c>2026-01-31T15:30:00.000Z</c>), a line feed between them.
    /// </summary>
    public byte[] ToSignedBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"valhalla-audit-checkpoint-1\n{Sequence}\n{Hash}\n{CreatedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}"));
}
