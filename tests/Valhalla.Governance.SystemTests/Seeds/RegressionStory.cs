using System.Net;
using System.Text.Json.Nodes;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;

namespace Valhalla.Governance.SystemTests.Seeds;

/// <summary>001, step 4: the tripwire sees a drop, throttles the engine, and is re-armed by a person.</summary>
public sealed class RegressionStory(HostProcess host, string folder)
{
    private const string Reason = "Regression tripwire: WHOLESALE.contract_rate drop=0.221";
    private readonly SeedScript _script = new("001-test-data", host.Address, folder);

    /// <summary>Tells the story on a new database, so that its 250 events are all there are.</summary>
    public async Task TellAsync()
    {
        await _script.StepAsync("# Record 200 \"baseline\" KPI events with 95% success");
        var policy = await _script.JsonAsync("# Enable the policy");
        Assert.True(policy.ToJsonString().Contains("\"enabled\":true", StringComparison.Ordinal));

        var before = await _script.JsonAsync("# Evaluate (should show baseline=0.95, current=0.95, drop=0");
        AssertFigures(before, 0.95, 0.95, 0, triggered: false);

        await _script.StepAsync("# Now record 50 \"current\" KPI events with 75% success");
        var after = await _script.JsonAsync("# Evaluate again");
        Assert.Equal("triggered", after.Get<string>("status"));
        AssertFigures(after, 0.95, 0.74, 0.221, triggered: true);

        var policies = JsonNode.Parse(await _script.StepAsync("# Verify risk policy was auto-disabled"))!;
        var wholesale = policies.Item("engine", "WHOLESALE");
        Assert.False(wholesale.Get<bool>("enabled"));
        Assert.Equal(Reason, wholesale.Get<string>("reason"));

        var denied = await _script.JsonAsync("# Try to reserve WHOLESALE (should fail)");
        Assert.False(denied.Get<bool>("ok"));
        Assert.Equal("policy_disabled", denied.Get<string>("reason"));
        _script.ExpectEnd();
        await RearmAsync();
    }

    private async Task RearmAsync()
    {
        const string root = "/api/governance";
        var series = new { domain = "WHOLESALE", metric = "contract_rate", actor = "operator", reason = "Model fixed" };
        (await host.Client.SendAsync($"{root}/regression/rearm", series)).Expect(HttpStatusCode.OK);
        var state = (await host.Client.ReadAsync($"{root}/regression/state")).Json.Item("metric", "contract_rate");
        Assert.False(state.Get<bool>("triggered"));

        // Re-arming does not enable what it had disabled: that is an act of its own.
        Assert.Equal("policy_disabled", (await CheckAsync(500)).Get<string>("reason"));
        (await host.Client.SendAsync(
            $"{root}/risk/policies/upsert", new { engine = "WHOLESALE", enabled = true, changed_by = "operator" }))
            .Expect(HttpStatusCode.OK);
        Assert.True((await CheckAsync(500)).Get<bool>("ok"));
    }

    private async Task<JsonNode> CheckAsync(int amount) => (await host.Client.SendAsync(
        "/api/governance/risk/check-and-reserve", new { engine = "WHOLESALE", amount, actor = "test" }))
        .Expect(HttpStatusCode.OK).Json;

    private static void AssertFigures(JsonNode figures, double baseline, double current, double drop, bool triggered)
    {
        Assert.Equal(baseline, figures.Rounded("baseline", 2));
        Assert.Equal(current, figures.Rounded("current", 2));
        Assert.Equal(drop, figures.Rounded("drop", 3));
        Assert.Equal(triggered, figures.Get<bool>("triggered"));
    }
}
