using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Gate;

public sealed class DrillTests(ITestOutputHelper output)
{
    private const string Path = "/api/governance/go-live/kill-switch/drill";

    [PostgreSqlFact]
    public async Task Drill_TwoProcesses_BothDenyAndNoRequestIsDeniedMeanwhile()
    {
        using var folder = new TemporaryFolder();
        var settings = await SettingsAsync(folder);
        await using var first = await HostProcess.StartAsync(settings, output);
        await using var second = await HostProcess.StartAsync(settings, output);
        await first.Client.EnableGoLiveAsync();
        await Eventually.TrueAsync(
            () => second.Client.AddDealAsync().GetAwaiter().GetResult().Status == HttpStatusCode.Created,
            "the second process allows");
        using var ended = new CancellationTokenSource();
        var requests = Task.Run(async () =>
        {
            var statuses = new List<HttpStatusCode>();
            while (!ended.IsCancellationRequested)
            {
                statuses.Add((await second.Client.AddDealAsync()).Status);
            }

            return statuses;
        });

        var drills = new List<JsonElement> { await RunAsync(first), await RunAsync(second), await RunAsync(first) };

        await ended.CancelAsync();
        Assert.All(await requests, status => Assert.Equal(HttpStatusCode.Created, status));
        Assert.All(drills, drill =>
        {
            Assert.Equal("PASSED", drill.GetProperty("status").GetString());
            Assert.Equal(2, drill.GetProperty("nodes_denied").GetInt32());
            Assert.Equal(2, drill.GetProperty("nodes").GetArrayLength());
        });
        output.WriteLine("Until the slowest node denied, in ms: "
            + string.Join(", ", drills.Select(drill => drill.GetProperty("slowest_ms").GetDouble())));
    }

    [PostgreSqlFact]
    public async Task Drill_AProcessThatStandsStill_FailsAndNamesIt()
    {
        using var folder = new TemporaryFolder();
        // Within three heartbeats it counts as alive, however slowly this machine gets to the drill.
        var settings = (await SettingsAsync(folder)).With("Valhalla__Drill__HeartbeatInterval", "00:01:00");
        await using var first = await HostProcess.StartAsync(settings, output);
        await using var second = await HostProcess.StartAsync(settings, output);
        var passed = await RunAsync(first);
        second.Signal("STOP");

        var failed = await RunAsync(first);
        second.Signal("CONT");
        var again = await RunAsync(first);

        Assert.Equal("PASSED", passed.GetProperty("status").GetString());
        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.Contains($"/{second.Id}/", failed.GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain($"/{first.Id}/", failed.GetProperty("failure").GetString(), StringComparison.Ordinal);
        Assert.Equal("PASSED", again.GetProperty("status").GetString());
    }

    [PostgreSqlFact]
    public async Task Drill_ItsCoordinatorIsKilled_IsClosedAsFailedByTheOther()
    {
        using var folder = new TemporaryFolder();
        var settings = (await SettingsAsync(folder))
            .With("Valhalla__Drill__Timeout", "00:00:03")
            .With("Valhalla__Drill__HeartbeatInterval", "00:00:03");
        await using var first = await HostProcess.StartAsync(settings, output);
        await using var second = await HostProcess.StartAsync(settings, output);
        await using var third = await HostProcess.StartAsync(settings, output);

        // The drill cannot end before its time, because one node does not answer; its coordinator dies before.
        await Eventually.TrueAsync(() => NodesAsync(first).GetAwaiter().GetResult() == 3, "all three are known");
        second.Signal("STOP");
        var running = first.Client.PostAsync(new Uri(Path, UriKind.Relative), JsonContent.Create(new { }));
        await Eventually.TrueAsync(
            () => NewestAsync(third).GetAwaiter().GetResult()?.GetProperty("status").GetString() == "RUNNING",
            "the drill runs");
        await first.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => running);

        await Eventually.TrueAsync(
            () => NewestAsync(third).GetAwaiter().GetResult()?.GetProperty("status").GetString() == "FAILED",
            "the drill is closed");
        var closed = await NewestAsync(third);
        second.Signal("CONT");
        Assert.Contains($"/{first.Id}/", closed!.Value.GetProperty("failure").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HostSettings> SettingsAsync(TemporaryFolder folder) => new HostSettings(folder.Path)
        .With("DATABASE_URL", await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync());

    private static async Task<JsonElement> RunAsync(HostProcess host)
    {
        using var response = await host.Client.PostAsync(
            new Uri(Path, UriKind.Relative), JsonContent.Create(new { actor = "ann", reason = "Friday" }));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("drill");
    }

    /// <summary>How many nodes a drill waits for.</summary>
    private static async Task<int> NodesAsync(HostProcess host) =>
        (await RunAsync(host)).GetProperty("nodes_expected").GetInt32();

    private static async Task<JsonElement?> NewestAsync(HostProcess host)
    {
        var text = await host.Client.GetStringAsync(new Uri(Path, UriKind.Relative));
        var drills = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("drills");
        return drills.GetArrayLength() == 0 ? null : drills[0];
    }
}
