using System.Diagnostics;
using System.Text;

namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>
/// The process that owns a server: a shell script at the other end of two pipes, running as an unprivileged user. When
/// this process ends in any way, <c>kill -9</c> included, the pipe closes and the script removes server and folder.
/// </summary>
internal sealed class PostgreSqlSupervisor : IDisposable
{
    private const string UnprivilegedUser = "postgres";
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(40);
    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private PostgreSqlSupervisor(Process process) => _process = process;

    /// <summary>The temporary folder of data, socket and log.</summary>
    public string Folder { get; private set; } = "";

    public static async Task<PostgreSqlSupervisor> StartAsync(string binFolder)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "PostgreSql", "postgresql-supervisor.sh");
        // Given as text, because the unprivileged user may not be able to read the build output.
        var text = await File.ReadAllTextAsync(script).ConfigureAwait(false);
        string[] shell = ["/bin/sh", "-c", text, "postgresql-supervisor", binFolder];
        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={UnprivilegedUser}", $"--regid={UnprivilegedUser}", "--init-groups", .. shell]
            : shell;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        var supervisor = new PostgreSqlSupervisor(
            Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start."));
        supervisor.Folder = await supervisor.ReadAnswerAsync("folder ").ConfigureAwait(false);
        return supervisor;
    }

    public Task StartServerAsync(int port) => SendAsync($"start {port}");

    public Task StopServerAsync(string mode) => SendAsync($"stop {mode}");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(EndLimit))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _turn.Dispose();
    }

    private async Task SendAsync(string line)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _process.StandardInput.WriteLineAsync(line).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
            await ReadAnswerAsync("ok").ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> ReadAnswerAsync(string expected)
    {
        var log = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(expected, StringComparison.Ordinal))
            {
                return line[expected.Length..];
            }

            if (line == "failed")
            {
                break;
            }

            log.AppendLine(line);
        }

        throw new InvalidOperationException($"PostgreSQL did not answer '{expected}'. The end of its log:\n{log}");
    }
}
