using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>A PostgreSQL server that crashes, stays away, and comes back.</summary>
public sealed class StoreDownTests(ITestOutputHelper output)
{
    private const int MaxLooks = 600;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    [PostgreSqlFact]
    public async Task Reserve_ServerCrashesAndReturns_IsRefusedThenWorksByItself()
    {
        using var folder = new TemporaryFolder();
        using var server = await PostgreSqlServer.StartAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", await server.CreateDatabaseAsync());
        await using var host = await HostProcess.StartAsync(settings, output);
        await host.Client.EnableGoLiveAsync();
        (await host.Client.ReserveAsync("WHOLESALE", 1)).Expect(HttpStatusCode.OK);

        await server.StopAsync(immediate: true);
        (await host.Client.ReserveAsync("WHOLESALE", 1, "during"))
            .ExpectProblem(HttpStatusCode.ServiceUnavailable, "store_unavailable");

        // Its state can no longer be confirmed, so the gate closes after MaxStaleness.
        await LookUntilAsync(() => host.Client.AddDealAsync(), answer => answer.Code == "state_stale");

        await server.StartAgainAsync();
        var returned = TimeProvider.System.GetTimestamp();
        await LookUntilAsync(
            () => host.Client.ReserveAsync("WHOLESALE", 1, "during"), answer => answer.Status == HttpStatusCode.OK);
        await LookUntilAsync(() => host.Client.AddDealAsync(), answer => answer.Status == HttpStatusCode.Created);
        output.WriteLine($"Works {TimeProvider.System.GetElapsedTime(returned).TotalSeconds:F1} s after the return.");
    }

    [PostgreSqlFact]
    public async Task EngageKillSwitch_StoreDown_IsLatchedAndStoredLater()
    {
        using var folder = new TemporaryFolder();
        using var server = await PostgreSqlServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", database);
        var host = await HostProcess.StartAsync(settings, output);
        try
        {
            await host.Client.EnableGoLiveAsync();
            (await host.Client.AddDealAsync()).Expect(HttpStatusCode.Created);
            await server.StopAsync(immediate: true);

            var engaged = (await host.Client.EngageKillSwitchAsync()).Expect(HttpStatusCode.Accepted);
            Assert.Equal("local_only", (string?)engaged.Json["status"]);
            (await host.Client.AddDealAsync()).ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");

            // The process ends before the store could be told, and the store comes back without knowing.
            await host.DisposeAsync();
            await server.StartAgainAsync();
            host = await HostProcess.StartAsync(settings, output);
            (await host.Client.AddDealAsync()).ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");
            await LookUntilAsync(
                () => host.Client.ReadAsync("/api/governance/go-live/state"),
                answer => answer.Status == HttpStatusCode.OK
                    && answer.Json["kill_switch_engaged"]!.GetValue<bool>()
                    && !answer.Json["local_only"]!.GetValue<bool>());
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Start_StoreDown_IsClosedUntilTheFirstRead()
    {
        using var folder = new TemporaryFolder();
        using var server = await PostgreSqlServer.StartAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", await server.CreateDatabaseAsync());
        await server.StopAsync();

        // No schema was ever made in this database, either.
        await using var host = await HostProcess.StartAsync(settings, output);
        (await host.Client.AddDealAsync()).ExpectProblem(HttpStatusCode.ServiceUnavailable, "state_stale");
        (await host.Client.ReserveAsync("WHOLESALE", 1)).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.Client.ReadAsync("/health")).Expect(HttpStatusCode.ServiceUnavailable);

        await server.StartAgainAsync();
        await LookUntilAsync(
            () => host.Client.AddDealAsync(), answer => answer.Code == "go_live_disabled");
        await LookUntilAsync(
            () => host.Client.ReserveAsync("WHOLESALE", 1), answer => answer.Status == HttpStatusCode.OK);
    }

    private static async Task LookUntilAsync(Func<Task<Answer>> look, Func<Answer, bool> isDone)
    {
        Answer? last = null;
        for (var count = 0; count < MaxLooks; count++)
        {
            last = await look();
            if (isDone(last))
            {
                return;
            }

            await Task.Delay(BetweenLooks);
        }

        Assert.Fail($"Not within {MaxLooks} looks. The last answer: {last}");
    }
}
