using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.FollowUp;

public sealed class FollowUpEndpointsTests
{
    private const string Base = "/api/followups/";
    private const string Lead = """{"lead_id":"lead-1","province":"ON","market":"TORONTO","owner":"va1"}""";

    // Tuesday 10:30 in Toronto.
    private readonly FakeTimeProvider _time = new();

    private Task<TestApi> StartAsync() => TestApi.StartAsync(
        b =>
        {
            b.Services.AddSingleton<TimeProvider>(_time);
            b.Services.AddSingleton(Substitute.For<IKpiEmitter>());
        },
        valhalla: v => v.AddValhallaOperations());

    [Fact]
    public async Task Create_Twice_OneLadderAndOneKpi()
    {
        await using var api = await StartAsync();

        var first = await api.PostJsonAsync(Base + "ladder/create", Lead);
        var second = await api.PostJsonAsync(Base + "ladder/create", Lead);

        Assert.True(first.GetProperty("created").GetBoolean());
        Assert.False(second.GetProperty("created").GetBoolean());
        Assert.Equal(first.GetProperty("ladder_id").GetGuid(), second.GetProperty("ladder_id").GetGuid());
        Assert.Equal(
            ["SMS", "CALL", "SMS", "CALL", "SMS", "CALL"],
            first.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("channel").GetString()));
        Emitted(api, "ladder_created", 1);
    }

    [Fact]
    public async Task Claim_KillSwitchEngaged_HandsOutNobodyAndStopStillWorks()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync(Base + "ladder/create", Lead);
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", """{"actor":"ann","reason":"stop"}""");

        var claim = await api.PostAsync(Base + "claim", """{"worker":"dialer-1"}""");
        var stop = await api.PostJsonAsync(Base + "lead/lead-1/stop", """{"reason":"OPTED_OUT"}""");

        await TestApi.ProblemAsync(claim, 403, "kill_switch_engaged");
        Assert.Equal(6, stop.GetProperty("cancelled").GetInt32());
    }

    [Fact]
    public async Task Create_AsQuery_IsTheSame()
    {
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(Base + "ladder/create?lead_id=7&province=ON&market=TORONTO&owner=va1", "");

        Assert.Equal("7", answer.GetProperty("tasks")[0].GetProperty("lead_id").GetString());
    }

    [Theory]
    [InlineData("ladder/create", """{"province":"ON"}""", "lead_id")]
    [InlineData("ladder/create", """{"lead_id":"","province":"ON"}""", "lead_id")]
    [InlineData("ladder/create", """{"lead_id":"a\u0000","province":"ON"}""", "lead_id")]
    [InlineData("ladder/create", """{"lead_id":"a","province":"XX"}""", "province")]
    [InlineData("ladder/create", """{"lead_id":"a"}""", "province")]
    [InlineData("ladder/create", """{"lead_id":"a","province":"ON","market":"toronto"}""", "market")]
    [InlineData("claim", "{}", "worker")]
    [InlineData("claim", """{"worker":"\u200B"}""", "worker")]
    [InlineData("claim", """{"worker":"d","limit":0}""", "limit")]
    [InlineData("claim", """{"worker":"d","limit":101}""", "limit")]
    [InlineData("claim", """{"worker":"d","lease_seconds":9}""", "lease_seconds")]
    [InlineData("claim", """{"worker":"d","lease_seconds":3601}""", "lease_seconds")]
    [InlineData("lead/a/stop", "{}", "reason")]
    [InlineData("lead/a/stop", """{"reason":"BORED"}""", "reason")]
    [InlineData("task/1/complete", """{"claim_id":"x"}""", "claim_id")]
    [InlineData("task/1/complete", """{"outcome":""}""", "outcome")]
    public async Task Post_Malformed_Is400ThatNamesTheFieldAndStoresNothing(string path, string json, string field)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(await api.PostAsync(Base + path, json), 400, "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(0, (await api.GetJsonAsync(Base + "due")).GetArrayLength());
    }

    [Fact]
    public async Task LeadId_OfTenKilobytes_Is400Everywhere()
    {
        await using var api = await StartAsync();
        var id = new string('x', 10_240);

        var create = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "ladder/create", $$"""{"lead_id":"{{id}}","province":"ON"}"""),
            400,
            "invalid_request");
        var stop = await TestApi.ProblemAsync(
            await api.PostAsync($"{Base}lead/{id}/stop", """{"reason":"REPLIED"}"""), 400, "invalid_request");

        Assert.True(create.GetProperty("errors").TryGetProperty("lead_id", out _));
        Assert.True(stop.GetProperty("errors").TryGetProperty("id", out _));
    }

    [Theory]
    [InlineData("due?limit=0", "limit", "invalid_request")]
    [InlineData("due?cursor=abc", "cursor", "invalid_cursor")]
    [InlineData("sla?days=0", "days", "invalid_request")]
    [InlineData("sla?days=367", "days", "invalid_request")]
    public async Task Get_Malformed_Is400ThatNamesTheField(string path, string field, string code)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(await api.GetAsync(Base + path), 400, code);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Claim_ThenComplete_OnceCountedAndSlaShowsIt()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync(Base + "ladder/create", Lead);

        var claim = await api.PostJsonAsync(Base + "claim", """{"worker":"dialer-1","limit":5,"lease_seconds":60}""");
        var task = claim.GetProperty("tasks").EnumerateArray().Single();
        Assert.Equal(0, (await api.GetJsonAsync(Base + "due")).GetArrayLength());
        await TestApi.ProblemAsync(
            await api.PostAsync(Complete(task), $$"""{"claim_id":"{{Guid.NewGuid()}}"}"""), 409, "claimed_by_another");
        var first = await api.PostJsonAsync(Complete(task), "");
        var second = await api.PostJsonAsync(Complete(task), """{"outcome":"again"}""");
        var sla = await api.GetJsonAsync(Base + "sla");

        Assert.Equal(_time.GetUtcNow().AddMinutes(1), task.GetProperty("lease_until").GetDateTimeOffset());
        Assert.False(first.GetProperty("already_completed").GetBoolean());
        Assert.True(second.GetProperty("already_completed").GetBoolean());
        Assert.Equal(first.GetProperty("task").ToString(), second.GetProperty("task").ToString());
        Assert.Equal(0, first.GetProperty("task").GetProperty("response_seconds").GetInt64());
        Assert.Equal(1, sla.GetProperty("share_within_30_minutes").GetDouble());
        Assert.Equal(1, sla.GetProperty("share_within_2_hours").GetDouble());
        Emitted(api, "followup_completed", 1);
    }

    [Fact]
    public async Task Complete_UnknownOrCancelled_Is404Or409()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync(Base + "ladder/create", Lead);

        var stopped = await api.PostJsonAsync(Base + "lead/lead-1/stop", """{"reason":"OPTED_OUT"}""");
        var again = await api.PostJsonAsync(Base + "lead/lead-1/stop", """{"reason":"OPTED_OUT"}""");

        Assert.Equal(6, stopped.GetProperty("cancelled").GetInt32());
        Assert.Equal(0, again.GetProperty("cancelled").GetInt32());
        await TestApi.ProblemAsync(await api.PostAsync(Base + "task/1/complete", ""), 409, "task_cancelled");
        await TestApi.ProblemAsync(await api.PostAsync(Base + "task/77/complete", ""), 404, "task_unknown");
        await TestApi.ProblemAsync(await api.PostAsync(Base + "task/x/complete", ""), 404, "task_unknown");
        Emitted(api, "followup_completed", 0);
    }

    [Theory]
    [InlineData("crm/4711")]
    [InlineData("q%2Fr")]
    [InlineData("a b?c#d&e=f")]
    [InlineData("../..")]
    [InlineData("é\\u202e%")]
    public async Task Stop_IdOfAnyText_StopsThatLead(string id)
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync(
            Base + "ladder/create", JsonSerializer.Serialize(new { lead_id = id, province = "ON" }));

        var body = JsonSerializer.Serialize(new { lead_id = id, reason = "OPTED_OUT" });
        var stopped = await api.PostJsonAsync(Base + "stop", body);
        var again = await api.PostJsonAsync(Base + "stop", body);

        Assert.Equal((true, 6, true, false), Read(stopped));
        Assert.Equal((true, 0, true, true), Read(again));
    }

    [Theory]
    [InlineData("crm%2F4711", "crm/4711")]
    [InlineData("q%2Fr", "q%2Fr")]
    [InlineData("q%252Fr", "q%2Fr")]
    [InlineData("a%25", "a%")]
    public async Task StopInAPath_IdWithSlashOrPercent_RefusedAndNobodyElseStopped(string path, string id)
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync(
            Base + "ladder/create", JsonSerializer.Serialize(new { lead_id = id, province = "ON" }));

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync($"{Base}lead/{path}/stop", """{"reason":"OPTED_OUT"}"""), 400, "invalid_request");

        Assert.Contains("followups/stop", problem.GetProperty("errors").GetProperty("id").ToString());
        var stopped = await api.PostJsonAsync(
            Base + "stop", JsonSerializer.Serialize(new { lead_id = id, reason = "REPLIED" }));
        Assert.Equal((true, 6, true, false), Read(stopped));
    }

    [Fact]
    public async Task Stop_LeadNeverSeen_SaysSoAndKeepsAnOptOut()
    {
        await using var api = await StartAsync();

        var replied = await api.PostJsonAsync(Base + "stop", """{"lead_id":"new","reason":"REPLIED"}""");
        var optedOut = await api.PostJsonAsync(
            Base + "stop", """{"lead_id":"new/1","reason":"OPTED_OUT","actor":"va1"}""");
        var byPath = await api.PostJsonAsync(Base + "lead/new/stop", """{"reason":"OPTED_OUT"}""");
        var kept = await api.GetJsonAsync("/api/governance/audit?action=followup.opted_out");

        Assert.Equal((false, 0, false, false), Read(replied));
        Assert.Equal((true, 0, false, true), Read(optedOut));
        Assert.Equal((true, 0, false, true), Read(byPath));
        Assert.Equal(["new", "new/1"], kept.EnumerateArray().Select(r => r.GetProperty("subject").GetString()));
    }

    private static (bool Ok, int Cancelled, bool Found, bool Recorded) Read(JsonElement answer) => (
        answer.GetProperty("ok").GetBoolean(),
        answer.GetProperty("cancelled").GetInt32(),
        answer.GetProperty("found").GetBoolean(),
        answer.GetProperty("recorded").GetBoolean());

    [Fact]
    public async Task Due_OverPages_LinksGoOnToTheEnd()
    {
        await using var api = await StartAsync();
        for (var lead = 0; lead < 5; lead++)
        {
            await api.PostJsonAsync(Base + "ladder/create", $$"""{"lead_id":"{{lead}}","province":"ON"}""");
        }

        var seen = new List<string?>();
        for (var next = "?limit=2"; next is not null;)
        {
            using var response = await api.GetAsync(Base + "due" + next);
            var page = await TestApi.ReadAsync(response, HttpStatusCode.OK);
            seen.AddRange(page.EnumerateArray().Select(task => task.GetProperty("lead_id").GetString()));
            Assert.All(page.EnumerateArray(), task => Assert.True(task.GetProperty("window_open").GetBoolean()));
            next = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(["0", "1", "2", "3", "4"], seen);
    }

    [Fact]
    public async Task Create_MarketPolicyDisabled_Is409()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync("/api/governance/market/policies/upsert?province=ON&enabled=false", "");

        await TestApi.ProblemAsync(await api.PostAsync(Base + "ladder/create", Lead), 409, "no_contact_window");
    }

    private static string Complete(System.Text.Json.JsonElement task) =>
        $"{Base}task/{task.GetProperty("id")}/complete";

    private static void Emitted(TestApi api, string metric, int times)
    {
        var calls = api.Services.GetRequiredService<IKpiEmitter>().ReceivedCalls()
            .Where(call => call.GetMethodInfo().Name == nameof(IKpiEmitter.Emit))
            .Select(call => (KpiEvent)call.GetArguments()[0]!)
            .Where(kpi => kpi.Domain.Value == "FOLLOWUP");
        Assert.Equal(times, calls.Count(kpi => kpi.Metric.Value == metric));
    }
}
