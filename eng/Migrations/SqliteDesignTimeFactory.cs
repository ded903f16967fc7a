using Microsoft.EntityFrameworkCore.Design;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.EntityFramework.Sqlite;

namespace Valhalla.Governance.Migrations;

/// <summary>Makes the SQLite context for <c>dotnet ef</c>; the file is never opened.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteValhallaDbContext>
{
    public SqliteValhallaDbContext CreateDbContext(string[] args) => new(SqliteContextOptions.Create(
        new SqliteDatabase("design-time.db", new SqliteStorageOptions(), new StorageOptions()), loggers: null));
}
