using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.Ledger;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>
/// <c>kill -9</c> under load. What was acknowledged is there after the restart; what was not is wholly absent, or
/// wholly present and found by its idempotency key. (This proves a process's end, not a power cut.)
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int SqliteRounds = 20;
    private const int PostgreSqlRounds = 5;
    private static readonly Dictionary<string, long> Caps = new()
    {
        ["GLOBAL"] = 900_000L * 10_000,
        ["WHOLESALE"] = 900_000L * 10_000,
    };

    [Fact]
    public async Task Kill9_UnderLoadOnSqlite_LosesNothingAcknowledged()
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings(folder.Path);
        await RunAsync(settings, () => LedgerDatabase.OpenSqliteAsync(folder.File("valhalla.db")), SqliteRounds);
    }

    [PostgreSqlFact]
    public async Task Kill9_UnderLoadOnPostgreSql_LosesNothingAcknowledged()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", database);
        await RunAsync(settings, () => LedgerDatabase.OpenPostgreSqlAsync(database), PostgreSqlRounds);
    }

    private async Task RunAsync(HostSettings settings, Func<Task<LedgerDatabase>> open, int rounds)
    {
        var random = new Random(20_260_113);
        var acknowledged = 0;
        var inFlight = 0;
        var committedInFlight = 0;
        var host = await HostProcess.StartAsync(settings, output);
        try
        {
            foreach (var (engine, cap) in Caps)
            {
                await host.Client.SetCapsAsync(engine, loss: 100_000, exposure: cap / 10_000);
            }

            for (var round = 0; round < rounds; round++)
            {
                var load = new CrashLoad(host.Client, round);
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var calls = load.RunAsync(random.Next(1, 400), reached);
                await reached.Task;
                await host.KillAsync();
                await calls;
                await host.DisposeAsync();

                host = await HostProcess.StartAsync(settings, output);
                acknowledged += load.Acknowledged.Count;
                inFlight += load.Unanswered.Count;
                committedInFlight += await CheckAsync(host, open, load);
            }
        }
        finally
        {
            await host.DisposeAsync();
        }

        output.WriteLine(
            $"{rounds} rounds, {acknowledged} acknowledged, {inFlight} in flight, {committedInFlight} committed.");
        Assert.True(acknowledged > rounds);
    }

    private static async Task<int> CheckAsync(HostProcess host, Func<Task<LedgerDatabase>> open, CrashLoad load)
    {
        await using var ledger = await open();
        var before = await LedgerAudit.CheckAsync(ledger, Caps);
        var decisions = before.Where(row => row.Kind is "reserved" or "denied").ToLookup(row => row.CorrelationId);
        var reservations = await ledger.ReadReservationsAsync();
        foreach (var (key, told) in load.Acknowledged)
        {
            var row = Assert.Single(decisions[key]);
            Assert.Equal(told.ReservationId, row.ReservationId?.ToString());
            Assert.Equal(told.Reason, row.Reason);
            Assert.True(row.ReservationId is not { } id || reservations.Contains(id), $"{key} has no reservation.");
        }

        var committed = 0;
        foreach (var (key, amount) in load.Unanswered)
        {
            var rows = decisions[key].ToArray();
            Assert.InRange(rows.Length, 0, 1);
            var again = (await host.Client.ReserveAsync("WHOLESALE", amount, key)).Expect(HttpStatusCode.OK).Json;
            Assert.Equal(rows.Length == 1, again["idempotent_replay"]!.GetValue<bool>());
            if (rows is [var found])
            {
                committed++;
                Assert.Equal(found.ReservationId?.ToString(), (string?)again["reservation_id"]);
                Assert.True(found.ReservationId is not { } id || reservations.Contains(id), $"{key} is half there.");
            }
        }

        await LedgerAudit.CheckAsync(ledger, Caps);
        return committed;
    }
}
