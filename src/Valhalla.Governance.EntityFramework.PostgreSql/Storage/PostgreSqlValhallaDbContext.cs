using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Valhalla.Governance.EntityFramework.Kpi;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>The model as PostgreSQL keeps it, in a schema of its own.</summary>
internal sealed class PostgreSqlValhallaDbContext(DbContextOptions<PostgreSqlValhallaDbContext> options)
    : ValhallaDbContext(options)
{
    public const string Schema = "valhalla";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);

        // Stable, not volatile: a volatile default would make COPY insert row by row.
        modelBuilder.Entity<KpiEventRow>().Property(row => row.Day)
            .HasDefaultValueSql("(now() AT TIME ZONE 'UTC')::date");
    }

    /// <summary>As <see cref="ReaderTimes"/>.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        time => time.ToUniversalTime(), time => time.ToUniversalTime());
}
