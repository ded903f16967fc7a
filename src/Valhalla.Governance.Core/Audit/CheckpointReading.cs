namespace Valhalla.Governance.Audit;

/// <summary>What a checkpoint file holds.</summary>
/// <param name="Checkpoints">The checkpoints with a right signature, in the order of the file.</param>
/// <param name="Break">The first line that is wrong, or null.</param>
internal sealed record CheckpointReading(IReadOnlyList<AuditCheckpoint> Checkpoints, AuditBreak? Break)
{
    public static CheckpointReading Nothing { get; } = new([], null);

    /// <summary>The checkpoint of the latest record; null without any.</summary>
    public AuditCheckpoint? Newest => Checkpoints.MaxBy(static c => c.Sequence);

    public IEnumerable<AuditAnchor> Anchors => Checkpoints.Select(static c => new AuditAnchor(c.Sequence, c.Hash));
}
