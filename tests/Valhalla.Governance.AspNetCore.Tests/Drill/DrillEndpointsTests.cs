using Microsoft.Extensions.Configuration;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Drill;

public sealed class DrillEndpointsTests
{
    private const string Path = "/api/governance/go-live/kill-switch/drill";

    private static Task<TestApi> StartAsync() => TestApi.StartAsync(b =>
        b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Valhalla:Build"] = "7.1" }));

    [Fact]
    public async Task Run_OneNode_PassesAndIsListed()
    {
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(Path, """{"actor":"ann","reason":"Friday"}""");
        var listed = await api.GetJsonAsync(Path);

        Assert.True(answer.GetProperty("ok").GetBoolean());
        var drill = answer.GetProperty("drill");
        Assert.Equal(
            ["id", "build", "coordinator", "started_by", "reason", "started_at", "finished_at", "status",
                "nodes_expected", "nodes_denied", "slowest_ms", "failure", "nodes"],
            drill.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ("7.1", "ann", "Friday", "PASSED", 1, 1),
            (drill.GetProperty("build").GetString(), drill.GetProperty("started_by").GetString(),
                drill.GetProperty("reason").GetString(), drill.GetProperty("status").GetString(),
                drill.GetProperty("nodes_expected").GetInt32(), drill.GetProperty("nodes_denied").GetInt32()));
        var node = drill.GetProperty("nodes")[0];
        Assert.Equal(
            ["node_id", "build", "denied", "answered_at", "ms", "problem"],
            node.EnumerateObject().Select(field => field.Name));
        Assert.True(node.GetProperty("denied").GetBoolean());
        Assert.Equal("7.1", listed.GetProperty("build").GetString());
        Assert.Equal(
            drill.GetProperty("id").GetGuid(), listed.GetProperty("drills")[0].GetProperty("id").GetGuid());
        var state = await api.GetJsonAsync("/api/governance/go-live/state");
        Assert.False(state.GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Equal(0, state.GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task Run_TwoAtOnce_OneRunsAndTheOtherIs409OrRunsAfterIt()
    {
        await using var api = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.PostAsync(Path, "{}")));

        Assert.Contains(answers, answer => (int)answer.StatusCode == 200);
        foreach (var refused in answers.Where(answer => (int)answer.StatusCode != 200))
        {
            await TestApi.ProblemAsync(refused, 409, "drill_running");
        }

        var drills = (await api.GetJsonAsync(Path)).GetProperty("drills");
        Assert.Equal(answers.Count(answer => (int)answer.StatusCode == 200), drills.GetArrayLength());
    }

    [Theory]
    [InlineData("""{"reason":""}""", "reason")]
    [InlineData("""{"actor":""}""", "actor")]
    [InlineData("""{"actor":"a\u0000b"}""", "actor")]
    [InlineData("""{"scope":"all"}""", "scope")]
    public async Task Run_Malformed_Is400NamesTheFieldAndRunsNothing(string json, string field)
    {
        await using var api = await StartAsync();

        using var response = await api.PostAsync(Path, json);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains($"\"{field}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await api.GetJsonAsync(Path)).GetProperty("drills").GetArrayLength());
    }
}
