using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Valhalla.Governance.Testing;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Processes;

/// <summary>
/// A sample, running as a process of its own on a port that the system chose. Its output goes to the test's output,
/// which the runner shows when the test fails.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string ListeningMark = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly ITestOutputHelper _output;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, ITestOutputHelper output)
    {
        _process = process;
        _output = output;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Calls it.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything it has written.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Starts a sample and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<HostProcess> StartAsync(HostSettings settings, ITestOutputHelper output)
    {
        var host = Launch(settings, output);
        try
        {
            var ended = host._process.WaitForExitAsync();
            var first = await Task.WhenAny(host._listening.Task, ended).WaitAsync(StartLimit);
            host.Address = first != ended
                ? await host._listening.Task
                : throw new InvalidOperationException($"{settings.Sample} ended at once:\n{host.Text}");
            host.Client = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(1) };
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a sample that is expected to end by itself.</summary>
    /// <returns>The exit code, and everything it wrote.</returns>
    public static async Task<(int ExitCode, string Text)> RunToEndAsync(HostSettings settings, ITestOutputHelper output)
    {
        var host = Launch(settings, output);
        await using (host)
        {
            var ended = host._process.WaitForExitAsync();
            var first = await Task.WhenAny(host._listening.Task, ended).WaitAsync(StartLimit);
            Assert.True(first == ended, "It started instead of refusing.");
            return (host._process.ExitCode, host.Text);
        }
    }

    /// <summary>Ends it with <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(EndLimit);
    }

    /// <summary>Ends it with a signal that it can answer by stopping in order.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(EndLimit);
    }

    /// <summary>Sends a signal, such as STOP: the process keeps its sockets and answers nothing, until CONT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Client.Dispose();
        _process.Dispose();
        _output.WriteLine(Text);
    }

    private static HostProcess Launch(HostSettings settings, ITestOutputHelper output)
    {
        var assembly = RepositoryPaths.AssemblyOf(settings.Sample);
        // A write that a limit forbids is to fail, as one on a broken disk, and not to end the process.
        var start = new ProcessStartInfo(
            "env",
            ["--ignore-signal=XFSZ", "dotnet", .. settings.RuntimeArguments(), assembly, .. settings.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = settings.Folder,
        };
        settings.Apply(start.Environment);
        var host = new HostProcess(new Process { StartInfo = start }, output);
        host._process.OutputDataReceived += (_, line) => host.Receive(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Receive(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    private void Receive(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        var at = line.IndexOf(ListeningMark, StringComparison.Ordinal);
        if (at >= 0)
        {
            _listening.TrySetResult(new Uri(line[(at + ListeningMark.Length)..].Trim()));
        }
    }
}
