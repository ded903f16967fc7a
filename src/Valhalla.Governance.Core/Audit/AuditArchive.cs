namespace Valhalla.Governance;

/// <summary>What an archive of audit records holds.</summary>
/// <param name="First">The first record; null when there is none.</param>
/// <param name="Last">The last record that is right; null when there is none.</param>
/// <param name="Records">How many records are right.</param>
/// <param name="PreviousHash">
/// The hash that the first record names as its predecessor's: the end of the archive before, or all zeros.
/// </param>
/// <param name="Break">The first thing that is wrong, or null.</param>
public sealed record AuditArchive(
    AuditAnchor? First, AuditAnchor? Last, long Records, string? PreviousHash, AuditBreak? Break)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Break is null;
}
