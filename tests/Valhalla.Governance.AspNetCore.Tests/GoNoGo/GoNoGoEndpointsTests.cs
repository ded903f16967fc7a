using System.Net;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.GoNoGo;

public sealed class GoNoGoEndpointsTests
{
    private const string Base = BoardApi.Base;

    [Fact]
    public async Task Board_FromEvidenceToGo_ArmsTheRampAndWritesTheRecord()
    {
        await using var board = await BoardApi.StartAsync();
        var hash = await board.SignedAsync();

        using var response = await board.DecideAsync(hash, "GO");
        var answer = await TestApi.ReadAsync(response, HttpStatusCode.OK);

        var decision = answer.GetProperty("decision");
        Assert.Equal("GO", decision.GetProperty("decision").GetString());
        Assert.Equal("captain", decision.GetProperty("decided_by").GetString());
        Assert.Equal("2026-01-14T15:30:00Z", decision.GetProperty("expires_at").GetString());
        Assert.Equal("2026-01-14T15:30:00Z", decision.GetProperty("next_review_at").GetString());
        Assert.Equal(3, decision.GetProperty("sign_offs").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, decision.GetProperty("criteria").ValueKind);
        Assert.False(answer.TryGetProperty("warning", out _));
        var file = answer.GetProperty("record_file").GetString()!;
        Assert.EndsWith("20260113T153000Z_1_go_nogo.json", file, StringComparison.Ordinal);
        using var record = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        Assert.Equal(hash, record.RootElement.GetProperty("hash").GetString());
        var audit = await board.Api.GetJsonAsync("/api/governance/audit?limit=2");
        Assert.Equal(
            ["ramp.arm", "go_no_go.decide"],
            audit.EnumerateArray().Select(e => e.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task Evaluate_GoodEvidence_ShowsEveryPart()
    {
        await using var board = await BoardApi.StartAsync();
        await board.PostAllGoodAsync();

        var evaluation = await board.EvaluateAsync();

        Assert.Equal("GO", evaluation.GetProperty("outcome").GetString());
        Assert.Equal("2026-01-13T15:30:00Z", evaluation.GetProperty("evaluated_at").GetString());
        Assert.Equal("2026-01-13T19:30:00Z", evaluation.GetProperty("valid_until").GetString());
        Assert.Equal(
            ["RELEASE_CAPTAIN", "ON_CALL", "TECHNICAL_LEAD"],
            evaluation.GetProperty("missing_roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Empty(evaluation.GetProperty("failing").EnumerateArray());
        Assert.Equal(8, evaluation.GetProperty("no_go_rules").GetArrayLength());
        var criteria = evaluation.GetProperty("criteria").EnumerateArray().ToList();
        Assert.Equal(28, criteria.Count);
        var entropy = criteria.Single(c => c.GetProperty("id").GetString() == "policy_entropy");
        Assert.Equal("PASS", entropy.GetProperty("status").GetString());
        Assert.Equal("0.9", entropy.GetProperty("value").GetRawText());
        Assert.Equal("at_least", entropy.GetProperty("comparison").GetString());
        Assert.Equal("0.9", entropy.GetProperty("threshold").GetRawText());
        Assert.Equal(300, entropy.GetProperty("max_age_seconds").GetDouble());
        Assert.Equal("monitoring", entropy.GetProperty("source").GetString());
        var ack = criteria.Single(c => c.GetProperty("id").GetString() == "on_call_ack");
        Assert.Equal("MISSING", ack.GetProperty("status").GetString());
        Assert.Equal(evaluation.GetRawText(), (await board.Api.GetJsonAsync(Base + "evaluation")).GetRawText());
    }

    [Fact]
    public async Task Evaluate_NothingPosted_IsNoGoAndSaysWhatIsMissing()
    {
        await using var board = await BoardApi.StartAsync();

        using (var none = await board.Api.GetAsync(Base + "evaluation"))
        {
            await TestApi.ProblemAsync(none, 404, "not_found");
        }

        var evaluation = await board.Api.PostJsonAsync(Base + "evaluate", "{}");

        Assert.Equal("NO_GO", evaluation.GetProperty("outcome").GetString());
        Assert.Contains(
            "policy_entropy", evaluation.GetProperty("failing").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task SignOff_Acked_ShowsTheOnCallCriterionAsPassed()
    {
        await using var board = await BoardApi.StartAsync();
        await board.SignedAsync();

        var evaluation = await board.Api.GetJsonAsync(Base + "evaluation");

        Assert.Empty(evaluation.GetProperty("missing_roles").EnumerateArray());
        Assert.Equal(
            "PASS",
            evaluation.GetProperty("criteria").EnumerateArray()
                .Single(c => c.GetProperty("id").GetString() == "on_call_ack").GetProperty("status").GetString());
    }

    [Fact]
    public async Task SignOff_EachRefusal_HasItsCode()
    {
        await using var board = await BoardApi.StartAsync();
        await board.PostAllGoodAsync();
        var old = (await board.EvaluateAsync()).GetProperty("hash").GetString()!;
        board.Time.Advance(TimeSpan.FromSeconds(1));
        await board.PostAsync("policy_entropy", "0.96");
        var hash = (await board.EvaluateAsync()).GetProperty("hash").GetString()!;

        await RefusedAsync(board.SignAsync(new string('0', 64), "ON_CALL", "olga"), 404, "evaluation_unknown");
        await RefusedAsync(board.SignAsync(old, "ON_CALL", "olga"), 409, "evaluation_superseded");
        (await board.SignAsync(hash, "ON_CALL", "olga")).Dispose();
        await RefusedAsync(board.SignAsync(hash, "ON_CALL", "otto"), 409, "role_taken");
        await RefusedAsync(board.SignAsync(hash, "TECHNICAL_LEAD", "OLGA "), 409, "person_holds_role");
        (await board.DecideAsync(hash, "NO_GO")).Dispose();
        await RefusedAsync(board.SignAsync(hash, "TECHNICAL_LEAD", "tom"), 409, "already_decided");
        board.Time.Advance(TimeSpan.FromSeconds(1));
        var last = (await board.EvaluateAsync()).GetProperty("hash").GetString()!;
        board.Time.Advance(TimeSpan.FromHours(4));
        await RefusedAsync(board.SignAsync(last, "TECHNICAL_LEAD", "tom"), 409, "evaluation_expired");
    }

    [Fact]
    public async Task Decide_EvidenceChanged_Is409AndNamesIt()
    {
        await using var board = await BoardApi.StartAsync();
        var hash = await board.SignedAsync();
        board.Time.Advance(TimeSpan.FromSeconds(1));
        await board.PostAsync("active_page_alerts", "1");

        using var response = await board.DecideAsync(hash, "GO");

        var problem = await TestApi.ProblemAsync(response, 409, "evidence_changed");
        Assert.Equal(["evidence_changed"], Texts(problem, "reasons"));
        Assert.Equal(["active_page_alerts"], Texts(problem, "failing_checks"));
        Assert.Empty((await board.Api.GetJsonAsync(Base + "decisions")).EnumerateArray());
    }

    [Fact]
    public async Task Decide_NothingSigned_Is409WithAllReasons()
    {
        await using var board = await BoardApi.StartAsync();
        var hash = (await board.EvaluateAsync()).GetProperty("hash").GetString()!;
        (await board.Api.PostAsync("/api/governance/go-live/kill-switch/engage", """{"reason":"x"}""")).Dispose();

        using var response = await board.DecideAsync(hash, "GO");

        var problem = await TestApi.ProblemAsync(response, 409, "kill_switch_engaged");
        Assert.Equal(["kill_switch_engaged", "evaluation_no_go", "sign_off_missing"], Texts(problem, "reasons"));
        Assert.Contains("ON_CALL", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await RefusedAsync(board.DecideAsync(new string('0', 64), "NO_GO"), 404, "evaluation_unknown");
    }

    [Fact]
    public async Task Decisions_Pages_NewestFirstWithAndWithoutCriteria()
    {
        await using var board = await BoardApi.StartAsync();
        var hash = await board.SignedAsync();
        (await board.DecideAsync(hash, "GO")).Dispose();
        (await board.DecideAsync(hash, "NO_GO")).Dispose();

        using var response = await board.Api.GetAsync(Base + "decisions?limit=1&criteria=true");
        var page = await TestApi.ReadAsync(response, HttpStatusCode.OK);
        var next = response.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var rest = await board.Api.GetJsonAsync(Base + "decisions" + next);
        var plain = await board.Api.GetJsonAsync(Base + "decisions");

        Assert.Equal(2, page[0].GetProperty("id").GetInt64());
        Assert.Equal(35, page[0].GetProperty("criteria").GetArrayLength());
        Assert.Equal("2026-01-14T15:30:00Z", page[0].GetProperty("next_review_at").GetString());
        Assert.Equal(1, rest[0].GetProperty("id").GetInt64());
        Assert.Equal(2, plain.GetArrayLength());
        Assert.False(plain[0].TryGetProperty("criteria", out _));
    }

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

    [Fact]
    public async Task SignOff_AuthenticatedHost_TakesTheIdentityAndNotTheClaim()
    {
        await using var board = await BoardApi.StartAsync(RoleScheme.Add, RoleScheme.MapAll);
        board.Api.Client.DefaultRequestHeaders.Add(RoleScheme.Header, "read,operate,approve");
        await board.PostAllGoodAsync();
        var hash = (await board.EvaluateAsync()).GetProperty("hash").GetString()!;

        using var first = await board.SignAsync(hash, "ON_CALL", "olga");
        var answer = await TestApi.ReadAsync(first, HttpStatusCode.OK);

        Assert.Equal("alice", answer.GetProperty("sign_off").GetProperty("person").GetString());
        await RefusedAsync(board.SignAsync(hash, "TECHNICAL_LEAD", "tom"), 409, "person_holds_role");
    }

    [Fact]
    public async Task SignOffAndDecide_OperatorOnly_AreForbidden()
    {
        await using var board = await BoardApi.StartAsync(RoleScheme.Add, RoleScheme.MapAll);
        board.Api.Client.DefaultRequestHeaders.Add(RoleScheme.Header, "read,operate");
        var hash = (await board.EvaluateAsync()).GetProperty("hash").GetString()!;

        await RefusedAsync(board.SignAsync(hash, "ON_CALL", "olga"), 403, "forbidden");
        await RefusedAsync(board.DecideAsync(hash, "NO_GO"), 403, "forbidden");
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> request, int status, string code)
    {
        using var response = await request;
        await TestApi.ProblemAsync(response, status, code);
    }

    private static IEnumerable<string?> Texts(JsonElement problem, string member) =>
        problem.GetProperty(member).EnumerateArray().Select(text => text.GetString());
}
