using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>The requests of go/no-go, ramp, budgets and drills, and the exit codes of their answers.</summary>
public sealed class ScriptedVerbTests
{
    private const string Passing =
        """{"id":"a","group":"technical","status":"PASS","value":true,"threshold":true,"critical":true}""";
    private const string NothingEvaluated = """{"code":"not_found","detail":"Nothing was evaluated yet."}""";
    private const string Missing = """{"id":"b","group":"technical","status":"MISSING","critical":true}""";

    [Theory]
    [InlineData("GO", ExitCodes.Ok)]
    [InlineData("NO_GO", ExitCodes.No)]
    public async Task Evaluate_Outcome_IsTheExitCode(string outcome, int exitCode)
    {
        using var api = new ScriptedApi().Answer(
            $$"""
            {"outcome":"{{outcome}}","hash":"abc","criteria":[{{Passing}}],"no_go_rules":[],"sign_offs":[],
            "missing_roles":["ON_CALL"]}
            """);

        var result = (await api.RunAsync("gonogo", "evaluate")).Expect(exitCode);

        Assert.Contains("ON_CALL", result.Out);
        Assert.Equal(("POST", "/api/governance/go-no-go/evaluate"), (api.Requests[0].Verb, api.Requests[0].Path));
        api.AssertBody(0, """{"actor":"operator-7"}""");
    }

    [Theory]
    [InlineData("sign-off")]
    [InlineData("ack")]
    public async Task SignOff_Role_IsSentWithHashAndNote(string verb)
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""");

        (await api.RunAsync("gonogo", verb, "on_call", "--hash", "abc", "--reason", "on duty")).Expect(ExitCodes.Ok);

        api.AssertBody(0, """{"role":"ON_CALL","hash":"abc","actor":"operator-7","comment":"on duty"}""");
        (await api.RunAsync("gonogo", verb, "BOSS", "--hash", "abc")).Expect(ExitCodes.Error, "BOSS");
        (await api.RunAsync("gonogo", verb, "ON_CALL")).Expect(ExitCodes.Error, "--hash");
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Decide_Go_AsksFirst()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""").Answer("""{"ok":true}""");
        string[] go = ["gonogo", "decide", "GO", "--hash", "abc", "--reason", "all green"];

        (await api.RunAsync(go)).Expect(ExitCodes.Error, "VG2006");
        Assert.Empty(api.Requests);
        (await api.RunAsync([.. go, "--yes", "--next-review", "2026-12-01T09:00:00Z"])).Expect(ExitCodes.Ok);
        (await api.RunAsync("gonogo", "decide", "NO_GO", "--hash", "abc", "--reason", "a page")).Expect(ExitCodes.Ok);

        api.AssertBody(
            0,
            """
            {"decision":"GO","hash":"abc","justification":"all green","next_review_at":"2026-12-01T09:00:00Z",
            "actor":"operator-7"}
            """);
    }

    [Fact]
    public async Task Evidence_Values_AreFlagsNumbersAndTexts()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""");

        (await api.RunAsync(
            "gonogo", "evidence", "policy_entropy=0.930", "security_scan=true", "collapse_risk=LOW",
            "--observed-at", "2026-11-25T10:00:00+02:00", "--detail", "nightly")).Expect(ExitCodes.Ok);

        api.AssertBody(
            0,
            """
            {"evidence":[
            {"signal":"policy_entropy","value":0.930,"observed_at":"2026-11-25T08:00:00Z","detail":"nightly"},
            {"signal":"security_scan","value":true,"observed_at":"2026-11-25T08:00:00Z","detail":"nightly"},
            {"signal":"collapse_risk","value":"LOW","observed_at":"2026-11-25T08:00:00Z","detail":"nightly"}],
            "actor":"operator-7"}
            """);
        (await api.RunAsync("gonogo", "evidence", "policy_entropy")).Expect(ExitCodes.Error, "VG2009");
    }

    [Theory]
    [InlineData(Passing, ExitCodes.Ok)]
    [InlineData(Passing + "," + Missing, ExitCodes.No)]
    [InlineData("", ExitCodes.No)]
    [InlineData("""{"id":"c","group":"slo","status":"PASS"}""", ExitCodes.No)]
    public async Task Preflight_TechnicalCriteria_AllHoldOrNoGo(string criteria, int exitCode)
    {
        using var api = new ScriptedApi().Answer(NothingEvaluated, 404, "application/problem+json")
            .Answer($$"""{"criteria":[{{criteria}}]}""");

        (await api.RunAsync("preflight")).Expect(exitCode);

        Assert.Equal("/api/governance/go-no-go/evaluate", api.Requests[1].Path);
    }

    [Fact]
    public async Task Preflight_EvaluationIsBeingSigned_DoesNotVoidTheSignatures()
    {
        using var api = new ScriptedApi().Answer(
            $$"""{"criteria":[{{Passing}}],"sign_offs":[{"role":"ON_CALL","person":"ann"}]}""");

        (await api.RunAsync("preflight")).Expect(ExitCodes.Ok, "being signed");

        Assert.Equal("GET", Assert.Single(api.Requests).Verb);
    }

    [Theory]
    [InlineData(true, true, "PASS", ExitCodes.Ok)]
    [InlineData(false, true, "PASS", ExitCodes.No)]
    [InlineData(true, false, "PASS", ExitCodes.No)]
    [InlineData(true, true, "FAIL", ExitCodes.No)]
    public async Task ReleaseGates_EachPart_Counts(bool runbook, bool audit, string slo, int exitCode)
    {
        using var api = new ScriptedApi()
            .Answer($$"""{"ok_to_enable_go_live":{{(runbook ? "true" : "false")}},"blockers":[],"info":[]}""")
            .Answer($$"""{"ok":{{(audit ? "true" : "false")}},"records":1}""")
            .Answer(NothingEvaluated, 404, "application/problem+json")
            .Answer(
                $$"""
                {"criteria":[{"id":"v","group":"validation_history","status":"PASS"},
                {"id":"a","group":"alerting","status":"WARN"},{"id":"s","group":"slo","status":"{{slo}}"}]}
                """);

        (await api.RunAsync("release-gates")).Expect(exitCode);
    }

    [Fact]
    public async Task Influence_ShownAndSet_AsksBeforeItRises()
    {
        using var api = new ScriptedApi().Answer("""{"influence_percent":0,"guards":[]}""")
            .Answer("""{"influence_percent":25}""").Answer("""{"influence_percent":0}""");

        (await api.RunAsync("influence")).Expect(ExitCodes.Ok);
        (await api.RunAsync("influence", "set", "25", "--reason", "by hand")).Expect(ExitCodes.Error, "VG2006");
        (await api.RunAsync("influence", "set", "25", "--reason", "by hand", "--yes")).Expect(ExitCodes.Ok);
        (await api.RunAsync("ramp", "set", "0", "--reason", "down")).Expect(ExitCodes.Ok);

        Assert.Equal("/api/governance/ramp/set", api.Requests[1].Path);
        api.AssertBody(1, """{"actor":"operator-7","reason":"by hand","percent":25}""");
    }

    [Fact]
    public async Task RampStep_AnotherNextStep_ChangesNothing()
    {
        using var api = new ScriptedApi().Answer("""{"influence_percent":10,"next_step_percent":25}""")
            .Answer("""{"influence_percent":1,"next_step_percent":10}""").Answer("""{"influence_percent":10}""");

        (await api.RunAsync("ramp", "step", "--to", "10", "--yes")).Expect(ExitCodes.No, "the next step is 25 %");
        Assert.Single(api.Requests);
        (await api.RunAsync("ramp", "step", "--to", "10", "--yes")).Expect(ExitCodes.Ok);

        Assert.Equal(("POST", "/api/governance/ramp/step"), (api.Requests[2].Verb, api.Requests[2].Path));
    }

    [Fact]
    public async Task RampKill_NeverAsks()
    {
        using var api = new ScriptedApi().Answer("""{"influence_percent":0}""");

        (await api.RunAsync("ramp", "kill", "--reason", "T+30 alert")).Expect(ExitCodes.Ok);

        Assert.Equal("/api/governance/ramp/kill", api.Requests[0].Path);
    }

    [Theory]
    [InlineData("ok", "false", ExitCodes.Ok)]
    [InlineData("warning", "false", ExitCodes.Ok)]
    [InlineData("warning", "true", ExitCodes.No)]
    [InlineData("failing", "false", ExitCodes.No)]
    [InlineData("exhausted", "false", ExitCodes.No)]
    [InlineData("no_data", "false", ExitCodes.No)]
    public async Task Budget_Status_IsTheExitCode(string status, string fast, int exitCode)
    {
        foreach (var verb in (string[])["budget", "budget-guard"])
        {
            using var api = new ScriptedApi().Answer(
                $$"""{"budgets":[{"name":"probe","status":"{{status}}","fast_burn":{{fast}}}]}""");

            (await api.RunAsync(verb)).Expect(exitCode);
        }
    }

    [Fact]
    public async Task Budget_None_IsNoGo()
    {
        using var api = new ScriptedApi().Answer("""{"budgets":[]}""");

        (await api.RunAsync("budget")).Expect(ExitCodes.No);
    }

    [Theory]
    [InlineData("PASSED", "true", ExitCodes.Ok)]
    [InlineData("FAILED", "false", ExitCodes.No)]
    public async Task Drill_Status_IsTheExitCode(string status, string ok, int exitCode)
    {
        var drill = $$"""{"id":7,"status":"{{status}}","nodes":[{"node_id":"node-a","denied":{{ok}},"ms":12}]}""";
        using var api = new ScriptedApi().Answer($$"""{"ok":{{ok}},"drill":{{drill}}}""")
            .Answer($$"""{"build":"1","drills":[{{drill}},{"id":6,"status":"PASSED","nodes":[]}]}""");

        Assert.Contains("node-a", (await api.RunAsync("kill", "drill", "--reason", "weekly")).Expect(exitCode).Out);
        Assert.Contains("node-a", (await api.RunAsync("kill", "drills")).Expect(exitCode).Out);

        api.AssertBody(0, """{"actor":"operator-7","reason":"weekly"}""");
        Assert.Equal("/api/governance/go-live/kill-switch/drill", api.Requests[1].Path);
    }

    [Fact]
    public async Task Drills_None_IsNoGo()
    {
        using var api = new ScriptedApi().Answer("""{"build":"1","drills":[]}""");

        (await api.RunAsync("kill", "drills")).Expect(ExitCodes.No);
    }

    [Fact]
    public async Task Review_NextDate_IsOnThePage()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""").Answer("""{"ok_to_enable_go_live":true}""")
            .Answer("""{"engines":[]}""").Answer("[]").Answer("[]")
            .Answer("""{"budgets":[{"name":"probe","status":"ok"}]}""")
            .Answer("""{"influence_percent":0}""")
            .Answer("""[{"decision":"NO_GO","next_review_at":"2026-12-01T09:00:00Z"}]""")
            .Answer("""{"ok":true}""");

        var page = (await api.RunAsync("review")).Expect(ExitCodes.Ok).Out;

        Assert.Contains("## Next review\n\n2026-12-01T09:00:00Z\n", page);
        Assert.Contains("| Error budgets | ok |", page);
    }
}
