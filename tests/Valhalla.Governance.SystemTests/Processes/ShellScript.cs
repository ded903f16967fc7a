using System.Diagnostics;

namespace Valhalla.Governance.SystemTests.Processes;

/// <summary>Runs shell text with the real bash.</summary>
public static class ShellScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs a script to its end.</summary>
    /// <returns>What it wrote to its standard output, and to its standard error.</returns>
    public static async Task<(string Output, string Error)> RunAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (await output, await error);
    }
}
