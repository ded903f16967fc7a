using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.AspNetCore.Tests.Audit;

public sealed class AuditEndpointsTests
{
    private const string Base = "/api/governance/audit";
    private const string Switch = "/api/governance/go-live/kill-switch/";

    [Fact]
    public async Task List_AfterChanges_NewestFirstByPages()
    {
        await using var api = await StartedAsync();

        using var first = await api.GetAsync(Base + "?limit=2");
        var page = await TestApi.ReadAsync(first, System.Net.HttpStatusCode.OK);
        var link = Assert.Single(first.Headers.GetValues("Link"));
        var rest = await api.GetJsonAsync(Base + link[1..link.IndexOf('>')]);

        Assert.Equal([3, 2], page.EnumerateArray().Select(r => r.GetProperty("sequence").GetInt32()));
        Assert.Equal([1], rest.EnumerateArray().Select(r => r.GetProperty("sequence").GetInt32()));
        var record = page[1];
        Assert.Equal("kill_switch.release", record.GetProperty("action").GetString());
        Assert.True(record.GetProperty("from").GetProperty("kill_switch_engaged").GetBoolean());
        Assert.False(record.GetProperty("to").GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Equal("fire <b>out</b>", record.GetProperty("reason").GetString());
        Assert.Equal(rest[0].GetProperty("hash").GetString(), record.GetProperty("previous_hash").GetString());
    }

    [Fact]
    public async Task List_Filters_Select()
    {
        await using var api = await StartedAsync();

        var releases = await api.GetJsonAsync(Base + "?action=kill_switch.release");
        var policies = await api.GetJsonAsync(Base + "?subject=CAPITAL");
        var nobody = await api.GetJsonAsync(Base + "?actor=nobody");

        Assert.Equal((1, 1, 0), (releases.GetArrayLength(), policies.GetArrayLength(), nobody.GetArrayLength()));
    }

    [Fact]
    public async Task Verify_Whole_IsOk()
    {
        await using var api = await StartedAsync();
        var newest = (await api.GetJsonAsync(Base + "?limit=1"))[0];

        var answer = await api.GetJsonAsync(
            Base + "/verify?sequence=3&hash=" + newest.GetProperty("hash").GetString());

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(3, answer.GetProperty("records").GetInt64());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("broken").ValueKind);
    }

    [Fact]
    public async Task Verify_KnownRecordIsAnother_Is200WithWhatIsWrong()
    {
        await using var api = await StartedAsync();

        var answer = await api.GetJsonAsync(Base + "/verify?sequence=2&hash=" + new string('a', 64));

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(2, answer.GetProperty("broken").GetProperty("sequence").GetInt64());
        Assert.Equal("checkpoint", answer.GetProperty("broken").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task State_BeforeAndAfter_ShowTheGateAsItWas()
    {
        await using var api = await StartedAsync();
        var records = await api.GetJsonAsync(Base);
        var engagedAt = records[2].GetProperty("occurred_at").GetString();

        var engaged = await api.GetJsonAsync(Base + "/state?at=" + engagedAt);
        var before = await api.GetJsonAsync(Base + "/state?at=2000-01-01T00:00:00%2B02:00");

        Assert.True(Gate(engaged).GetProperty("kill_switch_engaged").GetBoolean());
        Assert.False(Gate(before).GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Equal("1999-12-31T22:00:00Z", before.GetProperty("at").GetString());
        Assert.NotEqual(0, engaged.GetProperty("not_rebuilt").GetArrayLength());
    }

    [Theory]
    [InlineData("?limit=0", "limit", "invalid_request")]
    [InlineData("?cursor=x", "cursor", "invalid_cursor")]
    [InlineData("?action=%00", "action", "invalid_request")]
    [InlineData("/verify?sequence=3", "hash", "invalid_request")]
    [InlineData("/verify?sequence=-1&hash=AB", "sequence", "invalid_request")]
    [InlineData("/state", "at", "invalid_request")]
    [InlineData("/state?at=yesterday", "at", "invalid_request")]
    [InlineData("/state?at=2026-13-01T00:00:00Z", "at", "invalid_request")]
    [InlineData("/state?at=9999-01-01T00:00:00Z", "at", "invalid_request")]
    public async Task Read_Malformed_Is400ThatNamesTheField(string query, string field, string code)
    {
        await using var api = await TestApi.StartAsync();

        var problem = await TestApi.ProblemAsync(await api.GetAsync(Base + query), 400, code);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Map_WithoutAudit_HasNoEndpoint()
    {
        await using var api = await TestApi.StartAsync(map: app => app.MapValhalla(o => o.Audit = false));

        await TestApi.ProblemAsync(await api.GetAsync(Base), 404, "not_found");
    }

    private static JsonElement Gate(JsonElement state) => state.GetProperty("items").EnumerateArray()
        .Single(i => i.GetProperty("area").GetString() == "gate").GetProperty("value");

    private static async Task<TestApi> StartedAsync()
    {
        var api = await TestApi.StartAsync();
        await api.PostJsonAsync(Switch + "engage", """{"reason":"fire","actor":"ann"}""");
        await api.PostJsonAsync(Switch + "release", """{"reason":"fire <b>out</b>","actor":"bob"}""");
        await api.PostJsonAsync(
            "/api/governance/risk/policies/upsert", """{"engine":"CAPITAL","max_daily_loss":10.25}""");
        Assert.Equal(3, (await api.Services.GetRequiredService<IAuditStore>().ReadAsync(0, 9, default)).Count);
        return api;
    }
}
