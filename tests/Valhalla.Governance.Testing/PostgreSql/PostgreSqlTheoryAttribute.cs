namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>The theory form of <see cref="PostgreSqlFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test runs here.</summary>
    public PostgreSqlTheoryAttribute()
    {
        if (!PostgreSqlInstallation.IsRequired)
        {
            Skip = PostgreSqlInstallation.MissingReason;
        }
    }
}
