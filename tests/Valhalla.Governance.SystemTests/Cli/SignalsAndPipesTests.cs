using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Cli;

/// <summary>A pipe that nobody reads, a full disk, SIGTERM while something starts: an end in order.</summary>
public sealed class SignalsAndPipesTests(ITestOutputHelper output)
{
    private const int Aborted = 134;

    [Theory]
    [InlineData("risk policies")]
    [InlineData("audit export")]
    [InlineData("--help")]
    public async Task Result_ReaderGone_EndsQuietly(string verb)
    {
        using var folder = new TemporaryFolder();
        var settings = await CreateAsync(folder);

        // The reader has gone before anything is written.
        var (code, text) = await ShellAsync(
            settings, $"( {Cli} {verb}; echo \"code $?\" >&2 ) | ( exec <&-; true )");

        output.WriteLine(text);
        Assert.Equal(0, code);
        Assert.Contains("code 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("risk policies")]
    [InlineData("audit export")]
    [InlineData("--help")]
    public async Task Result_DiskFull_IsOneLineAndACode(string verb)
    {
        using var folder = new TemporaryFolder();
        var settings = await CreateAsync(folder);

        var (code, text) = await ShellAsync(settings, $"{Cli} {verb} > /dev/full");

        Assert.Equal(2, code);
        Assert.StartsWith("valhalla: VG2012", text.Trim(), StringComparison.Ordinal);
        Assert.Single(text.Trim().Split('\n'));
    }

    [Fact]
    public async Task TailFollow_ReaderGone_Ends()
    {
        using var folder = new TemporaryFolder();
        var settings = await CreateAsync(folder);

        // Nothing ever comes: only a look at the pipe can tell that nobody reads it.
        var (_, text) = await ShellAsync(
            settings, $"( {Cli} kpi tail --follow --interval 1; echo \"code $?\" >&2 ) | ( exec <&-; true )");

        Assert.Contains("code 2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_OfTwoRunsIntoOneFile_FollowEachOther()
    {
        using var folder = new TemporaryFolder();
        var settings = await CreateAsync(folder);

        await ShellAsync(settings, $"( {Cli} --version; {Cli} --version ) > both.txt");

        var lines = await File.ReadAllLinesAsync(folder.File("both.txt"));
        Assert.Equal(2, lines.Length);
        Assert.Equal(lines[0], lines[1]);
    }

    [Fact]
    public async Task Sigterm_WhileTheCommandLineWaitsForTheDatabase_EndsIt()
    {
        using var folder = new TemporaryFolder();
        using var silent = new SilentServer();
        using var process = Start(new HostSettings(folder.Path), ["dotnet", CliAssembly, "risk", "policies",
            "--database", silent.DatabaseUrl]);
        await silent.Connected;

        await EndAsync(process);

        Assert.Equal(143, process.ExitCode);
    }

    [Fact]
    public async Task Sigterm_WhileTheHostStarts_EndsIt()
    {
        using var folder = new TemporaryFolder();
        using var silent = new SilentServer();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", silent.DatabaseUrl);
        using var process = Start(settings, ["dotnet", RepositoryPaths.AssemblyOf("SampleApi"), .. settings.Arguments]);
        await silent.Connected;

        await EndAsync(process);

        Assert.True(process.ExitCode is 0 or 143, $"{process.ExitCode}");
        Assert.NotEqual(Aborted, process.ExitCode);
    }

    private static string CliAssembly => RepositoryPaths.AssemblyOf("Valhalla.Governance.Cli");

    private static string Cli => $"dotnet {CliAssembly}";

    private static async Task<HostSettings> CreateAsync(TemporaryFolder folder)
    {
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", $"sqlite:///{folder.File("deals.db")}");
        await CliProcess.ExpectAsync(settings, "db", "apply", "--yes");
        await CliProcess.ExpectAsync(settings, "kill", "engage", "--reason", "so that there is a record");
        return settings;
    }

    private static async Task<(int Code, string Text)> ShellAsync(HostSettings settings, string script)
    {
        using var process = Start(settings, ["bash", "-c", script]);
        var text = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await text);
    }

    private static Process Start(HostSettings settings, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = settings.Folder,
        };
        settings.Apply(start.Environment);
        start.Environment.Remove("VALHALLA_URL");
        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Takes connections and never says a word, as a database behind a broken network.</summary>
    private sealed class SilentServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public SilentServer()
        {
            _listener.Start();
            Connected = _listener.AcceptSocketAsync();
        }

        public Task<Socket> Connected { get; }

        public string DatabaseUrl =>
            $"postgresql://app:secret@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/deals";

        public void Dispose() => _listener.Dispose();
    }
}
