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
}
