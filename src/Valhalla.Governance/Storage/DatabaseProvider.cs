namespace Valhalla.Governance.Storage;

/// <summary>The databases that the bundle can choose between.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
