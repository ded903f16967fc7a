namespace Valhalla.Governance;

/// <summary>How the export of a checkpoint ended.</summary>
public enum AuditExportStatus
{
    /// <summary>A checkpoint was appended to the file.</summary>
    Exported = 0,

    /// <summary>There is no record behind the newest checkpoint.</summary>
    Unchanged = 1,

    /// <summary>Something is wrong with the chain or the file, so nothing was signed.</summary>
    Broken = 2,
}
