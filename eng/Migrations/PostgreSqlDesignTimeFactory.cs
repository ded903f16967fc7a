using Microsoft.EntityFrameworkCore.Design;
using Valhalla.Governance.EntityFramework.PostgreSql;

namespace Valhalla.Governance.Migrations;

/// <summary>Makes the PostgreSQL context for <c>dotnet ef</c>; the server is never asked.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlValhallaDbContext>
{
    public PostgreSqlValhallaDbContext CreateDbContext(string[] args) =>
        new(PostgreSqlContextOptions.CreateForDesign());
}
