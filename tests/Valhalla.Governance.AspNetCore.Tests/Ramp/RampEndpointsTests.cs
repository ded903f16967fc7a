using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.GoNoGo;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.Ramp;

public sealed class RampEndpointsTests
{
    private const string Base = "/api/governance/ramp/";

    [Fact]
    public async Task Influence_NewStore_IsShadowAndTellsWhatIsMissing()
    {
        await using var board = await BoardApi.StartAsync();
        var status = await board.Api.GetJsonAsync(Base + "influence");
        Assert.Equal(0, status.GetProperty("influence_bps").GetInt32());
        Assert.Equal(1m, status.GetProperty("next_step_percent").GetDecimal());
        Assert.False(status.GetProperty("can_step").GetBoolean());
        Assert.Contains("decision_required", CodesOf(status));
        Assert.Equal(JsonValueKind.Null, status.GetProperty("last_rollback").ValueKind);
        var decided = await board.Api.GetJsonAsync(Base + "decide?unit=customer-7");
        Assert.Equal("SHADOW", decided.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Step_NoDecision_IsRefusedWithEveryReason()
    {
        await using var board = await BoardApi.StartAsync();
        var problem = await TestApi.ProblemAsync(
            await board.Api.PostAsync(Base + "step", """{"reason":"climb"}"""), 409, "decision_required");
        Assert.Superset(
            new HashSet<string> { "decision_required", "dwell_not_reached", "too_few_events", "guard.entropy_low" },
            problem.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()!).ToHashSet());
    }

    [Fact]
    public async Task Set_OverrideUnderADecision_RaisesAndKillGoesBackToZero()
    {
        await using var board = await BoardApi.StartAsync();
        await GoAsync(board);
        var set = await board.Api.PostJsonAsync(
            Base + "set", """{"percent":25.5,"override":true,"reason":"exercise","actor":"captain"}""");
        Assert.Equal(2_550, set.GetProperty("influence_bps").GetInt32());
        Assert.Equal(25.5m, set.GetProperty("influence_percent").GetDecimal());

        var lowered = await board.Api.PostJsonAsync(Base + "set", """{"percent":10}""");
        Assert.Equal(1_000, lowered.GetProperty("influence_bps").GetInt32());

        var killed = await board.Api.PostJsonAsync(Base + "kill", """{"reason":"enough","actor":"ann"}""");
        Assert.True(killed.GetProperty("changed").GetBoolean());
        Assert.Equal(0, killed.GetProperty("influence_bps").GetInt32());
        Assert.False((await board.Api.PostJsonAsync(Base + "kill", "{}")).GetProperty("changed").GetBoolean());

        var status = await board.Api.GetJsonAsync(Base + "influence");
        Assert.Equal("manual", status.GetProperty("last_rollback").GetProperty("trigger").GetString());
        await TestApi.ProblemAsync(await board.Api.PostAsync(Base + "step", "{}"), 409, "decision_required");
    }

    [Fact]
    public async Task Set_OverrideWithoutAReason_IsRefused()
    {
        await using var board = await BoardApi.StartAsync();
        await GoAsync(board);
        await TestApi.ProblemAsync(
            await board.Api.PostAsync(Base + "set", """{"percent":25,"override":true}"""), 400, "reason_required");
    }

    [Fact]
    public async Task Observations_BothOutcomes_AreComparedAndCounted()
    {
        await using var board = await BoardApi.StartAsync();
        var answer = await board.Api.PostJsonAsync(
            Base + "observations",
            """
            {"observations":[
              {"unit":"a","decision":"SHADOW","incumbent_outcome":"approve","candidate_outcome":"approve",
               "incumbent_value":1,"candidate_value":2.5},
              {"unit":"b","decision":"SHADOW","incumbent_outcome":"approve","candidate_outcome":"deny"}]}
            """);
        Assert.Equal(2, answer.GetProperty("recorded").GetInt32());
        var comparison = await board.Api.GetJsonAsync(Base + "comparison");
        Assert.Equal(0.5, comparison.GetProperty("agreement_rate").GetDouble());
        Assert.Equal(2.5, comparison.GetProperty("candidate_mean").GetDouble());
        Assert.Equal(
            2, (await board.Api.GetJsonAsync(Base + "influence")).GetProperty("step_events").GetInt32());
        Assert.Equal(
            0, (await board.Api.GetJsonAsync(Base + "comparison?step=3")).GetProperty("events").GetInt32());
    }

    [Theory]
    [InlineData("set", """{}""", "percent")]
    [InlineData("set", """{"percent":101}""", "percent")]
    [InlineData("set", """{"percent":-1}""", "percent")]
    [InlineData("set", """{"percent":0.001}""", "percent")]
    [InlineData("observations", """{}""", "observations")]
    [InlineData("observations", """{"observations":[]}""", "observations")]
    [InlineData("observations", """{"observations":[null]}""", "observations[0]")]
    [InlineData("observations", """{"observations":[{"decision":"LIVE"}]}""", "observations[0].unit")]
    [InlineData("observations", """{"observations":[{"unit":"a"}]}""", "observations[0].decision")]
    [InlineData("observations", """{"observations":[{"unit":"a","decision":"BOTH"}]}""", "observations[0].decision")]
    [InlineData(
        "observations", """{"observations":[{"unit":"a","decision":"LIVE","step":-1}]}""", "observations[0].step")]
    public async Task Write_WrongField_IsNamed(string path, string body, string field)
    {
        await using var board = await BoardApi.StartAsync();
        var problem = await TestApi.ProblemAsync(
            await board.Api.PostAsync(Base + path, body), 400, "invalid_request");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Equal(0, (await board.Api.GetJsonAsync(Base + "comparison")).GetProperty("events").GetInt32());
    }

    [Theory]
    [InlineData("decide", "unit")]
    [InlineData("decide?unit=", "unit")]
    [InlineData("comparison?step=x", "step")]
    public async Task Read_WrongField_IsNamed(string path, string field)
    {
        await using var board = await BoardApi.StartAsync();
        var problem = await TestApi.ProblemAsync(await board.Api.GetAsync(Base + path), 400, "invalid_request");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task PostedPageAlert_TakesTheInfluenceToZeroByItself()
    {
        await using var board = await BoardApi.StartAsync();
        await GoAsync(board);
        await board.PostAsync("cost_over_baseline_percent", "1");
        await board.Api.PostJsonAsync(Base + "set", """{"percent":25,"override":true,"reason":"exercise"}""");
        var ramp = board.Api.Services.GetRequiredService<IInfluenceRamp>();

        // The fake clock stands still: only the posted signal can wake the watch.
        await board.PostAsync("active_page_alerts", "1");
        await Eventually.TrueAsync(() => ramp.Current.BasisPoints == 0, "the influence is 0");

        var records = await board.Api.GetJsonAsync("/api/governance/audit?action=ramp.rollback");
        var record = Assert.Single(records.EnumerateArray());
        Assert.Contains(
            "page_alert: active_page_alerts is 1, above 0",
            record.GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        await TestApi.ProblemAsync(await board.Api.PostAsync(Base + "step", "{}"), 409, "decision_required");
    }

    private static async Task GoAsync(BoardApi board)
    {
        var hash = await board.SignedAsync();
        await board.PostAsync("cost_over_baseline_percent", "1");
        await TestApi.ReadAsync(await board.DecideAsync(hash, "GO"), HttpStatusCode.OK);
    }

    private static IEnumerable<string> CodesOf(JsonElement status) =>
        status.GetProperty("holds").EnumerateArray().Select(hold => hold.GetProperty("code").GetString()!);
}
