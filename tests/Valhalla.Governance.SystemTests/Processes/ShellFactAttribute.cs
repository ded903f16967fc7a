namespace Valhalla.Governance.SystemTests.Processes;

/// <summary>
/// A fact that needs bash, curl and jq. Skipped, with the reason, where one is missing; under continuous integration
/// (<c>CI=true</c>) it runs and fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["bash", "curl", "jq"];

    public ShellFactAttribute() => Skip = MissingReason;

    /// <summary>Why such a test cannot run here, or null when it can, or must.</summary>
    internal static string? MissingReason
    {
        get
        {
            var missing = Programs.Where(program => !IsInstalled(program)).ToArray();
            return missing.Length == 0 || Environment.GetEnvironmentVariable("CI") == "true"
                ? null
                : $"Not installed. On Debian: apt-get install {string.Join(' ', missing)}";
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
