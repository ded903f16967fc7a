using Microsoft.EntityFrameworkCore;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>The model as PostgreSQL keeps it, in a schema of its own.</summary>
internal sealed class PostgreSqlValhallaDbContext(DbContextOptions<PostgreSqlValhallaDbContext> options)
    : ValhallaDbContext(options)
{
    public const string Schema = "valhalla";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }
}
