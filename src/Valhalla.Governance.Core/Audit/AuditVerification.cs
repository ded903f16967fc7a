namespace Valhalla.Governance;

/// <summary>What a check of the audit chain has found.</summary>
/// <param name="Records">How many records are right, from the first on.</param>
/// <param name="LastHash">The hash of the last of them; null without any.</param>
/// <param name="Break">The first thing that is wrong, or null.</param>
/// <param name="Checkpoints">How many exported checkpoints the chain was compared with.</param>
/// <param name="NewestCheckpoint">
/// The newest of them; null without any. Records behind it can be written anew, or cut off, without a trace.
/// </param>
public sealed record AuditVerification(
    long Records, string? LastHash, AuditBreak? Break, int Checkpoints, AuditCheckpoint? NewestCheckpoint)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Break is null;
}
