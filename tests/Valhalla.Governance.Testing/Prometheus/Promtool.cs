using System.Diagnostics;

namespace Valhalla.Governance.Testing.Prometheus;

/// <summary>The checker of the Prometheus text format, from Debian's package <c>prometheus</c>.</summary>
public static class Promtool
{
    private const string Name = "promtool";

    /// <summary>True under continuous integration, where a missing tool is a failure and not a skip.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Why its tests cannot run here, or null when they can.</summary>
    public static string? MissingReason => IsInstalled
        ? null
        : "promtool is not installed. On Debian: apt-get install prometheus (eng/test.sh does it when it may).";

    private static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, Name)));

    /// <summary>Runs <c>promtool check metrics</c>.</summary>
    /// <returns>Its exit code, 0 without findings, and what it says.</returns>
    public static async Task<(int ExitCode, string Output)> CheckMetricsAsync(string metrics)
    {
        using var process = Process.Start(new ProcessStartInfo(Name, ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(metrics);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
