namespace Valhalla.Governance.Audit;

/// <summary>Which check of the audit chain has found something.</summary>
internal enum AuditCheckKind
{
    /// <summary>The whole chain, against itself and the exported checkpoints.</summary>
    Verify = 0,

    /// <summary>The records since the newest checkpoint, before another is exported.</summary>
    Checkpoint = 1,

    /// <summary>The records that were written for an archive.</summary>
    Archive = 2,
}
