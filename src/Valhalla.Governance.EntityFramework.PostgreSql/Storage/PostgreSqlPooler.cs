namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>What stands between this library and the PostgreSQL server.</summary>
public enum PostgreSqlPooler
{
    /// <summary>Nothing, or a pooler that gives each of its clients a server session of its own.</summary>
    None = 0,

    /// <summary>
    /// A pooler that lends a server session for one transaction at a time, such as pgbouncer with
    /// <c>pool_mode=transaction</c>. Nothing is prepared or set beyond a transaction, and changes of other nodes are
    /// polled for.
    /// </summary>
    Transaction = 1,
}
