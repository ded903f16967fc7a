namespace Valhalla.Governance;

/// <summary>The first thing that is wrong with a chain.</summary>
/// <param name="Sequence">
/// The place of the record; of a missing one the place it should have. With
/// <see cref="AuditBreakKind.CheckpointFile"/> the line of that file, or 0 when it cannot be read at all.
/// </param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record AuditBreak(long Sequence, AuditBreakKind Kind, string Detail);
