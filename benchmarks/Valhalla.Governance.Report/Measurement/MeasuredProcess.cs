using System.Diagnostics;
using System.Globalization;

namespace Valhalla.Governance.Report.Measurement;

/// <summary>A program that is measured from outside. Ended, if it has not, when disposed.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private MeasuredProcess(Process process) => _process = process;

    /// <summary>The resident memory at this moment, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>
    /// What of it is not shared with other processes, in bytes; null where the system does not say (not Linux).
    /// </summary>
    public long? PrivateBytes
    {
        get
        {
            var file = $"/proc/{_process.Id}/smaps_rollup";
            return File.Exists(file)
                ? File.ReadLines(file)
                    .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
                    .Sum(line => KilobytesOf(line) * 1_024)
                : null;
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts an assembly of ours.</summary>
    /// <param name="assembly">Its file.</param>
    /// <param name="folder">The folder to work in.</param>
    /// <param name="variables">Environment variables, beside those of this process.</param>
    /// <param name="arguments">Its arguments.</param>
    public static MeasuredProcess StartDotnet(
        string assembly,
        string folder,
        IReadOnlyDictionary<string, string> variables,
        params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotnetHost(), [assembly, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new MeasuredProcess(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? text
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {text}");
    }

    /// <summary>The file of a program on the path, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(path => Path.Combine(path, program))
            .FirstOrDefault(File.Exists);

    /// <summary>The rest of the first line that begins so.</summary>
    /// <exception cref="InvalidOperationException">The program ended, or took too long.</exception>
    public async Task<string> ReadLineAsync(string start)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line[start.Length..];
            }
        }

        throw new InvalidOperationException($"The program ended before it wrote '{start}'.");
    }

    /// <summary>Throws away what the program writes from now on, so that it never waits for a reader.</summary>
    public void DiscardOutput() => _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static long KilobytesOf(string line) => long.Parse(
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    /// <summary>The one that runs this process, where it is one.</summary>
    private static string DotnetHost() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
