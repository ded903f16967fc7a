using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.Ledger;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Ledger;

/// <summary>Nobody gets past a cap, whoever else asks at the same moment.</summary>
public sealed class CapTests(ITestOutputHelper output)
{
    private const int UnitsPerCurrencyUnit = 10_000;

    // Each engine can fill its own cap, and both together could pass GLOBAL's.
    private static readonly Dictionary<string, long> Caps = new()
    {
        ["GLOBAL"] = 5_000L * UnitsPerCurrencyUnit,
        ["WHOLESALE"] = 3_000L * UnitsPerCurrencyUnit,
        ["CAPITAL"] = 2_500L * UnitsPerCurrencyUnit,
    };

    [PostgreSqlFact]
    public async Task Reserve_TwoProcessesOnOnePostgreSql_NeverPassTheCaps()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", database);
        await using var first = await HostProcess.StartAsync(settings, output);
        await using var second = await HostProcess.StartAsync(settings, output);
        await SetCapsAsync(first);

        var load = new LedgerLoad(seed: 1);
        await load.RunAsync([first.Client, second.Client], callers: 32, requestsEach: 60);

        await using var ledger = await LedgerDatabase.OpenPostgreSqlAsync(database);
        await CheckAsync(ledger, load);
    }

    [Fact]
    public async Task Reserve_SixtyFourCallersOnSqlite_NeverPassTheCaps()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostSettings(folder.Path), output);
        await SetCapsAsync(host);

        var load = new LedgerLoad(seed: 2);
        await load.RunAsync([host.Client], callers: 64, requestsEach: 30);

        await using var ledger = await LedgerDatabase.OpenSqliteAsync(folder.File("valhalla.db"));
        await CheckAsync(ledger, load);
    }

    private static async Task SetCapsAsync(HostProcess host)
    {
        foreach (var (engine, cap) in Caps)
        {
            await host.Client.SetCapsAsync(engine, loss: 100_000, exposure: cap / UnitsPerCurrencyUnit);
        }
    }

    private async Task CheckAsync(LedgerDatabase ledger, LedgerLoad load)
    {
        output.WriteLine($"{load.Granted} granted, {load.Denied} denied.");
        var journal = await LedgerAudit.CheckAsync(ledger, Caps);
        Assert.Equal(load.Granted, journal.Count(row => row.Kind == "reserved"));
        Assert.Equal(load.Denied, journal.Count(row => row.Kind == "denied"));

        // The load reached the caps, or it would have proved nothing.
        Assert.True(load.Reasons.GetValueOrDefault("would_exceed_policy") > 0, "No cap was reached.");
        Assert.Equal(["would_exceed_policy"], load.Reasons.Keys);
    }
}
