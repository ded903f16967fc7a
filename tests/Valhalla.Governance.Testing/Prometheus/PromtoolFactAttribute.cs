namespace Valhalla.Governance.Testing.Prometheus;

/// <summary>
/// A fact that needs <see cref="Promtool"/>. Skipped, with the reason, when it is not installed; under continuous
/// integration (<c>CI=true</c>) it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test runs here.</summary>
    public PromtoolFactAttribute()
    {
        if (!Promtool.IsRequired)
        {
            Skip = Promtool.MissingReason;
        }
    }
}
