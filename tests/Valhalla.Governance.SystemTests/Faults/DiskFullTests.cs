using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.Ledger;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Faults;

public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int MaxReservations = 20_000;
    private const int MaxLooks = 300;
    private static readonly Dictionary<string, long> Caps = new()
    {
        ["GLOBAL"] = 900_000L * 10_000,
        ["WHOLESALE"] = 900_000L * 10_000,
    };

    [SmallDiskFact]
    public async Task Reserve_DiskFull_IsRefusedWithoutAPartialRow()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.TryMount(megabytes: 8)!;
        var database = System.IO.Path.Combine(disk.Path, "valhalla.db");
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", "sqlite:///" + database);
        await using var host = await HostProcess.StartAsync(settings, output);
        foreach (var (engine, cap) in Caps)
        {
            await host.Client.SetCapsAsync(engine, loss: 100_000, exposure: cap / 10_000);
        }

        var ballast = disk.Fill();
        var refused = await ReserveUntilRefusedAsync(host.Client);
        refused.ExpectProblem(HttpStatusCode.ServiceUnavailable, "storage_full");

        File.Delete(ballast);
        Answer? again = null;
        for (var look = 0; look < MaxLooks && again?.Status != HttpStatusCode.OK; look++)
        {
            again = await host.Client.ReserveAsync("WHOLESALE", 1, "after");
        }

        again!.Expect(HttpStatusCode.OK);
        await using var ledger = await LedgerDatabase.OpenSqliteAsync(database);
        var journal = await LedgerAudit.CheckAsync(ledger, Caps);
        Assert.Equal(
            journal.Where(row => row.Kind == "reserved").Select(row => row.ReservationId!.Value).ToHashSet(),
            await ledger.ReadReservationsAsync());
    }

    private static async Task<Answer> ReserveUntilRefusedAsync(HttpClient client)
    {
        for (var number = 0; number < MaxReservations; number++)
        {
            var answer = await client.ReserveAsync("WHOLESALE", 1);
            if (answer.Status != HttpStatusCode.OK)
            {
                return answer;
            }
        }

        throw new InvalidOperationException($"{MaxReservations} reservations fitted on a full disk.");
    }
}
