namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>
/// A fact that needs <see cref="PgBouncer"/>. Skipped, with the reason, when it is not installed; under continuous
/// integration (<c>CI=true</c>) it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgBouncerFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test runs here.</summary>
    public PgBouncerFactAttribute()
    {
        if (!PgBouncer.IsRequired)
        {
            Skip = PgBouncer.MissingReason;
        }
    }
}
