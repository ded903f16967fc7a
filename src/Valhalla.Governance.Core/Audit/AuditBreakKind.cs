namespace Valhalla.Governance;

/// <summary>What is wrong with an audit chain.</summary>
public enum AuditBreakKind
{
    /// <summary>A record cannot be read: a column holds what this library never writes.</summary>
    Unreadable = 0,

    /// <summary>A record is missing: the next one has a later place.</summary>
    Gap = 1,

    /// <summary>A record does not name its predecessor's hash: one of the two was replaced.</summary>
    Link = 2,

    /// <summary>A record's hash is not that of its content: it was edited.</summary>
    Hash = 3,

    /// <summary>
    /// A record is not the one that an exported checkpoint, or the caller, knows: the chain was written anew from some
    /// earlier record on.
    /// </summary>
    Checkpoint = 4,

    /// <summary>The chain ends before a record that an exported checkpoint, or the caller, knows.</summary>
    Truncated = 5,

    /// <summary>
    /// The checkpoint file cannot be read, a line of it is no checkpoint, or its signature is wrong. The chain may be
    /// whole; the file is not.
    /// </summary>
    CheckpointFile = 6,
}
