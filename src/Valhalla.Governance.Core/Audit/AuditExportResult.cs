namespace Valhalla.Governance;

/// <summary>How the export of a checkpoint ended.</summary>
/// <param name="Status">How.</param>
/// <param name="Checkpoint">The newest checkpoint in the file; null without any.</param>
/// <param name="Break">What is wrong, with <see cref="AuditExportStatus.Broken"/>.</param>
public sealed record AuditExportResult(
    AuditExportStatus Status, AuditCheckpoint? Checkpoint, AuditBreak? Break = null);
