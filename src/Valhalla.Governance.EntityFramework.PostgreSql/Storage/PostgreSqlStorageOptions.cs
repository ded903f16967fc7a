using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>Settings of the PostgreSQL store, bound from <c>Valhalla:Storage:PostgreSql</c>.</summary>
public sealed class PostgreSqlStorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Valhalla:Storage:PostgreSql";

    /// <summary>
    /// Whether one connection listens for control changes of other nodes, so that they arrive within milliseconds
    /// rather than at the next poll. Turn it off behind a pooler that shares connections between transactions.
    /// Default true.
    /// </summary>
    public bool ListenForChanges { get; set; } = true;

    /// <summary>
    /// For how many coming days the tables of events have a partition each, 2 to 60. Made at start, then each hour, and
    /// by <c>valhalla db apply</c>. Default 7.
    /// </summary>
    [Range(2, 60, ErrorMessage =
        "VG2101: Valhalla:Storage:PostgreSql:PartitionDaysAhead is outside 2 to 60. Correct or remove it.")]
    public int PartitionDaysAhead { get; set; } = 7;
}
