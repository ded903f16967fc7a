namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>
/// A fact that needs <see cref="PostgreSqlServer.GetAsync"/>. Skipped, with the reason, when PostgreSQL is not
/// installed; under continuous integration (<c>CI=true</c>) it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test runs here.</summary>
    public PostgreSqlFactAttribute()
    {
        if (!PostgreSqlInstallation.IsRequired)
        {
            Skip = PostgreSqlInstallation.MissingReason;
        }
    }
}
