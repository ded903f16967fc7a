using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.EntityFramework.Sqlite;

namespace Valhalla.Governance.EntityFramework.Tests.Storage;

/// <summary>Hosts leave out EF's validation of the model, so it is done here; and what lets them do so.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Providers { get; } = ["sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Model_ByTheValidatorOfItsProvider_IsValid(string provider)
    {
        using var db = Context(provider);

        // The validator throws.
        Assert.True(db.Model.GetEntityTypes().Count() > 30);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Model_HasNothingOfWhatIsNotLookedFor(string provider)
    {
        using var db = Context(provider);
        var rows = db.Model.GetEntityTypes().Select(entity => entity.ClrType).ToHashSet();
        var members = rows.SelectMany(row => row.GetProperties()).ToList();

        Assert.DoesNotContain(
            members.SelectMany(member => member.CustomAttributes).Concat(rows.SelectMany(row => row.CustomAttributes)),
            attribute => attribute.AttributeType.Assembly == typeof(DbContext).Assembly
                || attribute.AttributeType.Namespace!.Contains("DataAnnotations", StringComparison.Ordinal));
        Assert.DoesNotContain(members, member => rows.Contains(member.PropertyType)
            || member.PropertyType.GenericTypeArguments.Any(rows.Contains));
        Assert.DoesNotContain(rows, row => rows.Contains(row.BaseType!));
    }

    private static DbContext Context(string provider) => provider == "sqlite"
        ? new SqliteValhallaDbContext(new DbContextOptionsBuilder<SqliteValhallaDbContext>()
            .UseSqlite("Data Source=:memory:").Options)
        : new PostgreSqlValhallaDbContext(PostgreSqlContextOptions.CreateForDesign());
}
