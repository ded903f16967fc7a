using System.Net;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.GoNoGo;

/// <summary>Posting evidence, and what the board says to malformed requests.</summary>
public sealed class EvidenceEndpointsTests
{
    private const string Base = BoardApi.Base;

    [Fact]
    public async Task Evidence_Posted_IsListedWithItsSource()
    {
        await using var board = await BoardApi.StartAsync();
        await board.Api.PostJsonAsync(
            Base + "evidence",
            """
            {"signal":"cost_change_percent","value":150.25,"observed_at":"2026-01-13T15:29:00Z",
             "detail":"migration","actor":"finance"}
            """);

        var evidence = (await board.Api.GetJsonAsync(Base + "evidence")).EnumerateArray()
            .Single(e => e.GetProperty("signal").GetString() == "cost_change_percent");

        Assert.Equal("150.25", evidence.GetProperty("value").GetRawText());
        Assert.Equal("finance", evidence.GetProperty("source").GetString());
        Assert.Equal("migration", evidence.GetProperty("detail").GetString());
        Assert.Equal("2026-01-13T15:29:00Z", evidence.GetProperty("observed_at").GetString());
    }

    [Fact]
    public async Task Evidence_SignalOfTheSystem_Is409()
    {
        await using var board = await BoardApi.StartAsync();

        await RefusedAsync(
            board.Api.PostAsync(Base + "evidence", """{"signal":"kill_switch_drill","value":true}"""),
            409,
            "signal_reserved");
    }

    [Fact]
    public async Task Evidence_SameKey_IsStoredOnce()
    {
        await using var board = await BoardApi.StartAsync();
        const string Body = """{"signal":"policy_entropy","value":0.9,"idempotency_key":"k-1"}""";

        var first = await board.Api.PostJsonAsync(Base + "evidence", Body);
        var again = await board.Api.PostJsonAsync(Base + "evidence", Body);

        Assert.False(first.GetProperty("idempotent_replay").GetBoolean());
        Assert.True(again.GetProperty("idempotent_replay").GetBoolean());
        await RefusedAsync(
            board.Api.PostAsync(Base + "evidence", Body.Replace("0.9", "0.8", StringComparison.Ordinal)),
            409,
            "idempotency_key_reused");
    }

    [Theory]
    [InlineData("evidence", """{}""", "signal")]
    [InlineData("evidence", """{"signal":"a"}""", "value")]
    [InlineData("evidence", """{"signal":"A","value":1}""", "signal")]
    [InlineData("evidence", """{"signal":"a","value":null}""", "value")]
    [InlineData("evidence", """{"signal":"a","value":{}}""", "value")]
    [InlineData("evidence", """{"signal":"a","value":""}""", "value")]
    [InlineData("evidence", """{"signal":"a","value":"\ud800"}""", "value")]
    [InlineData("evidence", """{"signal":"a","value":12345678901234567890123456789}""", "value")]
    [InlineData("evidence", """{"signal":"a","value":1e-29}""", "value")]
    [InlineData("evidence", """{"signal":"a","value":1,"observed_at":"2026-01-13T15:31:01Z"}""", "observed_at")]
    [InlineData("evidence", """{"signal":"a","value":1,"detail":""}""", "detail")]
    [InlineData("evidence", """{"signal":"a","value":1,"evidence":[{"signal":"b","value":1}]}""", "evidence")]
    [InlineData("evidence", """{"evidence":[]}""", "evidence")]
    [InlineData("evidence", """{"evidence":[null]}""", "evidence[0]")]
    [InlineData("evidence", """{"evidence":[{"signal":"a","value":1},{"value":1}]}""", "evidence[1].signal")]
    [InlineData("evidence", """{"sygnal":"a"}""", "sygnal")]
    [InlineData("sign-off", """{"role":"ON_CALL","actor":"olga"}""", "hash")]
    [InlineData("sign-off", """{"role":"ON_CALL","actor":"olga","hash":"ABC"}""", "hash")]
    [InlineData("sign-off", """{"role":"BOSS","actor":"olga","hash":"HASH"}""", "role")]
    [InlineData("sign-off", """{"actor":"olga","hash":"HASH"}""", "role")]
    [InlineData("sign-off", """{"role":"ON_CALL","hash":"HASH"}""", "actor")]
    [InlineData("sign-off", """{"role":"ON_CALL","hash":"HASH","actor":" "}""", "actor")]
    [InlineData("decide", """{"decision":"GO","hash":"HASH","actor":"a"}""", "justification")]
    [InlineData("decide", """{"decision":"GO","hash":"HASH","actor":"a","justification":"  "}""", "justification")]
    [InlineData("decide", """{"decision":"MAYBE","hash":"HASH","actor":"a","justification":"x"}""", "decision")]
    [InlineData("decide", """{"decision":"GO","actor":"a","justification":"x"}""", "hash")]
    [InlineData("decide", """{"decision":"GO","hash":"HASH","justification":"x"}""", "actor")]
    [InlineData(
        "decide",
        """
        {"decision":"GO","hash":"HASH","actor":"a","justification":"x","next_review_at":"2026-01-13T15:30:00Z"}
        """,
        "next_review_at")]
    public async Task Writes_Malformed_Are400AndNameTheField(string path, string json, string field)
    {
        await using var board = await BoardApi.StartAsync();
        var body = json.Replace("HASH", new string('0', 64), StringComparison.Ordinal);

        using var response = await board.Api.PostAsync(Base + path, body);

        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, problem.GetRawText());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        Assert.DoesNotContain(
            "a",
            (await board.Api.GetJsonAsync(Base + "evidence")).EnumerateArray()
                .Select(e => e.GetProperty("signal").GetString()));
    }

    [Theory]
    [InlineData("decisions?criteria=yes", "criteria")]
    [InlineData("decisions?limit=0", "limit")]
    [InlineData("decisions?cursor=x", "cursor")]
    public async Task Reads_Malformed_Are400AndNameTheField(string path, string field)
    {
        await using var board = await BoardApi.StartAsync();

        using var response = await board.Api.GetAsync(Base + path);

        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> request, int status, string code)
    {
        using var response = await request;
        await TestApi.ProblemAsync(response, status, code);
    }
}
