using System.Diagnostics;
using System.Globalization;
using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.Ledger;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>
/// The operating system refuses writes (EFBIG, by a limit on the size of files, which SQLite reports as
/// SQLITE_IOERR_WRITE), and takes them again.
/// </summary>
public sealed class InputOutputErrorTests(ITestOutputHelper output)
{
    private const int MaxLooks = 300;
    private static readonly Dictionary<string, long> Caps = new()
    {
        ["GLOBAL"] = 1_500L * 10_000,
        ["WHOLESALE"] = 1_000L * 10_000,
    };

    [PrlimitFact]
    public async Task Reserve_WritesFail_IsRefusedWithoutAPartialRowAndRecovers()
    {
        using var folder = new TemporaryFolder();
        var database = folder.File("valhalla.db");
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", "sqlite:///" + database);
        await using var host = await HostProcess.StartAsync(settings, output);
        (await host.Client.ReserveAsync("WHOLESALE", 1, "before")).Expect(HttpStatusCode.OK);

        LimitFileSize(host.Id, "4096");
        (await host.Client.ReserveAsync("WHOLESALE", 1, "refused"))
            .ExpectProblem(HttpStatusCode.ServiceUnavailable, "store_unavailable");

        LimitFileSize(host.Id, "unlimited");
        Answer? again = null;
        for (var look = 0; look < MaxLooks && again?.Status != HttpStatusCode.OK; look++)
        {
            again = await host.Client.ReserveAsync("WHOLESALE", 1, "after");
        }

        again!.Expect(HttpStatusCode.OK);
        await using var ledger = await LedgerDatabase.OpenSqliteAsync(database);
        var journal = await LedgerAudit.CheckAsync(ledger, Caps);
        Assert.Equal(2, journal.Count(row => row.Kind == "reserved"));
    }

    private static void LimitFileSize(int processId, string bytes)
    {
        var id = processId.ToString(CultureInfo.InvariantCulture);
        using var prlimit = Process.Start("prlimit", ["--pid", id, $"--fsize={bytes}:unlimited"]);
        prlimit.WaitForExit();
        Assert.Equal(0, prlimit.ExitCode);
    }
}
