using System.Diagnostics;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.SystemTests.Cli;

/// <summary>Runs <c>valhalla</c> as a process of its own.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end.</summary>
    /// <param name="settings">The folder and the variables, as a sample has them.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Text)> RunAsync(HostSettings settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [RepositoryPaths.AssemblyOf("Valhalla.Governance.Cli"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.Folder,
        };
        settings.Apply(start.Environment);
        start.Environment.Remove("VALHALLA_URL");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs it, and expects success.</summary>
    public static async Task ExpectAsync(HostSettings settings, params string[] arguments)
    {
        var (exitCode, text) = await RunAsync(settings, arguments);
        Assert.True(exitCode == 0, $"valhalla {string.Join(' ', arguments)} ended with {exitCode}:\n{text}");
    }
}
