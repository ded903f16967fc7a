namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>
/// A fact that changes the limits of another process, by <c>prlimit</c> of util-linux. Skipped where it is missing;
/// under continuous integration (<c>CI=true</c>) it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrlimitFactAttribute : FactAttribute
{
    private const string Program = "/usr/bin/prlimit";

    public PrlimitFactAttribute() => Skip =
        File.Exists(Program) || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : $"{Program} is not installed. On Debian: apt-get install util-linux";
}
