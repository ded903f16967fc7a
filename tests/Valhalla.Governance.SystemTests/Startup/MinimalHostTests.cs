using System.Net;
using System.Text.Json.Nodes;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Startup;

public sealed class MinimalHostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Start_CleanFolderAndNoConfiguration_Works()
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings(folder.Path) { Sample = "MinimalHost" };

        await using var host = await HostProcess.StartAsync(settings, output);

        // Development is not enforced, so the order passes; the kill switch stops it everywhere.
        (await host.Client.SendAsync("/orders", new { })).Expect(HttpStatusCode.OK);
        Assert.True((await host.Client.ReserveAsync("WHOLESALE", 500)).Json["ok"]!.GetValue<bool>());
        (await host.Client.EngageKillSwitchAsync()).Expect(HttpStatusCode.OK);
        (await host.Client.SendAsync("/orders", new { }))
            .ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");
        Assert.True(File.Exists(folder.File("valhalla.db")));
    }

    [Fact]
    public async Task Restart_AfterAKill_RemembersIt()
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings(folder.Path) { Sample = "MinimalHost" };
        await using (var host = await HostProcess.StartAsync(settings, output))
        {
            (await host.Client.EngageKillSwitchAsync()).Expect(HttpStatusCode.OK);
            await host.KillAsync();
        }

        await using var again = await HostProcess.StartAsync(settings, output);
        (await again.Client.SendAsync("/orders", new JsonObject()))
            .ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");
    }
}
