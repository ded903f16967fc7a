namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// VG2102: a pooler that shares server sessions between transactions stands before the database, and nobody said so.
/// Remedy: set <c>Valhalla:Storage:PostgreSql:Pooler</c> to <c>Transaction</c>, or connect to the server itself.
/// </summary>
internal static class PostgreSqlErrors
{
    public const string PoolerUndeclared = "VG2102";
}
