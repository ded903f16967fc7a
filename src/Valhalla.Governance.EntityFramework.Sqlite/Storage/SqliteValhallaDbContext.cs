using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Valhalla.Governance.EntityFramework.Kpi;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>The model as SQLite keeps it: times as text in UTC, ids as small hexadecimal digits with hyphens.</summary>
internal sealed class SqliteValhallaDbContext(DbContextOptions<SqliteValhallaDbContext> options)
    : ValhallaDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<IdConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // The table is not split by day here.
        modelBuilder.Entity<KpiEventRow>().Ignore(row => row.Day);
        base.OnModelCreating(modelBuilder);
    }

    private sealed class TimeConverter()
        : ValueConverter<DateTimeOffset, string>(time => SqliteTime.Write(time), text => SqliteTime.Read(text));

    private sealed class IdConverter()
        : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.ParseExact(text, "D"));
}
