namespace Valhalla.Governance.Load.Storage;

internal enum StoreKind
{
    Memory,
    Sqlite,
    PostgreSql,
}
