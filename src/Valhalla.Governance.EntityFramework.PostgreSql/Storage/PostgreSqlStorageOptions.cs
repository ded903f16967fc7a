using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>Settings of the PostgreSQL store, bound from <c>Valhalla:Storage:PostgreSql</c>.</summary>
public sealed class PostgreSqlStorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Valhalla:Storage:PostgreSql";

    /// <summary>
    /// Whether one connection listens for control changes of other nodes, so that they arrive within milliseconds
    /// rather than at the next poll. Behind a pooler that shares sessions it is polled in any case. Default true.
    /// </summary>
    public bool ListenForChanges { get; set; } = true;

    /// <summary>
    /// What stands between this library and the server: <see cref="PostgreSqlPooler.None"/>, the default, or
    /// <see cref="PostgreSqlPooler.Transaction"/>. A pooler of that kind that was not named stops the host (VG2102).
    /// </summary>
    [EnumDataType(typeof(PostgreSqlPooler), ErrorMessage =
        "VG2101: Valhalla:Storage:PostgreSql:Pooler is none of None, Transaction. Correct or remove it.")]
    public PostgreSqlPooler Pooler { get; set; }

    /// <summary>
    /// For how many coming days the tables of events have a partition each, 2 to 60. Made at start, then each hour, and
    /// by <c>valhalla db apply</c>. Default 7.
    /// </summary>
    [Range(2, 60, ErrorMessage =
        "VG2101: Valhalla:Storage:PostgreSql:PartitionDaysAhead is outside 2 to 60. Correct or remove it.")]
    public int PartitionDaysAhead { get; set; } = 7;
}
