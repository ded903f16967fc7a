using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Gate;

public sealed class KillSwitchTests(ITestOutputHelper output)
{
    [Fact]
    public async Task AddDeal_GateOffThenOnThenKilled_FollowsAtOnce()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostSettings(folder.Path), output);
        var client = host.Client;
        (await client.AddDealAsync()).ExpectProblem(HttpStatusCode.Forbidden, "go_live_disabled");

        await client.EnableGoLiveAsync();
        (await client.AddDealAsync()).Expect(HttpStatusCode.Created);

        (await client.EngageKillSwitchAsync()).Expect(HttpStatusCode.OK);
        (await client.AddDealAsync()).ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");
        var denied = (await client.ReserveAsync("WHOLESALE", 1)).Expect(HttpStatusCode.OK);
        Assert.Equal("kill_switch_engaged", (string?)denied.Json["reason"]);
        (await client.ReadAsync("/api/deals")).Expect(HttpStatusCode.OK);

        (await client.ReleaseKillSwitchAsync()).Expect(HttpStatusCode.OK);
        (await client.AddDealAsync()).Expect(HttpStatusCode.Created);
    }

    [PostgreSqlFact]
    public async Task EngageKillSwitch_SecondProcessOnTheSameDatabase_DeniesSoon()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", await server.CreateDatabaseAsync());
        await using var first = await HostProcess.StartAsync(settings, output);
        await using var second = await HostProcess.StartAsync(settings, output);
        await first.Client.EnableGoLiveAsync();
        await second.Client.AddDealsUntilAsync(HttpStatusCode.Created);

        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var engaged = first.Client.EngageKillSwitchAsync();
            var started = TimeProvider.System.GetTimestamp();
            await second.Client.AddDealsUntilAsync(HttpStatusCode.Forbidden);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            (await engaged).Expect(HttpStatusCode.OK);
            (await first.Client.ReleaseKillSwitchAsync()).Expect(HttpStatusCode.OK);
            await second.Client.AddDealsUntilAsync(HttpStatusCode.Created);
        }

        output.WriteLine(
            "From the call to the second process's first denial, in ms: "
            + string.Join(", ", times.Select(time => $"{time:F1}")));
    }
}
