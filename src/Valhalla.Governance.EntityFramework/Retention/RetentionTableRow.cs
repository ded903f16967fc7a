namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>A row of <c>retention_table</c>: what retention has done with one table.</summary>
internal sealed class RetentionTableRow
{
    public string Name { get; set; } = "";

    /// <summary>Every row up to this id is in its roll-up; null where nothing is rolled up.</summary>
    public long? RolledUpToId { get; set; }

    public long DeletedLastRun { get; set; }

    public long DeletedTotal { get; set; }
}
