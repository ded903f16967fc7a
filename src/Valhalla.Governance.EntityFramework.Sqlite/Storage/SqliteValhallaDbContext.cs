using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>The model as SQLite keeps it: times as text in UTC, ids as small hexadecimal digits with hyphens.</summary>
internal sealed class SqliteValhallaDbContext(DbContextOptions<SqliteValhallaDbContext> options)
    : ValhallaDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<IdConverter>();
    }

    private sealed class TimeConverter()
        : ValueConverter<DateTimeOffset, string>(time => SqliteTime.Write(time), text => SqliteTime.Read(text));

    private sealed class IdConverter()
        : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.ParseExact(text, "D"));
}
