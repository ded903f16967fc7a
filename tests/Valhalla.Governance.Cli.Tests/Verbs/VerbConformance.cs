using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>What every verb does, whatever carries it.</summary>
public abstract partial class VerbConformance : IAsyncLifetime
{
    internal SqliteFile File { get; private set; } = null!;

    /// <summary>Who the audit names.</summary>
    protected abstract string ExpectedSource { get; }

    protected abstract string ExpectedActor { get; }

    /// <summary>The options that say what to talk to.</summary>
    protected abstract string[] TargetOptions { get; }

    public virtual async Task InitializeAsync() => File = await SqliteFile.CreateAsync();

    public virtual Task DisposeAsync()
    {
        File.Dispose();
        return Task.CompletedTask;
    }

    internal Task<CliResult> RunAsync(params string[] arguments) =>
        new CliRunner { Folder = File.Folder }.RunAsync([.. arguments, .. TargetOptions]);

    [Fact]
    public async Task Status_Killed_TurnsFromYesToNo()
    {
        Assert.Contains("status               ok", (await RunAsync("status")).Expect(ExitCodes.Ok).Out);

        (await RunAsync("kill", "engage", "--reason", "page")).Expect(ExitCodes.Ok);

        Assert.Contains("killed", (await RunAsync("status")).Expect(ExitCodes.No).Out);
    }

    [Fact]
    public async Task Runbook_Killed_TurnsFromGoToNoGoInEveryForm()
    {
        Assert.True((bool?)(await RunAsync("runbook", "-o", "json")).Expect(ExitCodes.Ok).Json["ok_to_enable_go_live"]);

        (await RunAsync("kill", "engage")).Expect(ExitCodes.Ok);

        Assert.Contains("NO-GO", (await RunAsync("runbook")).Expect(ExitCodes.No).Out);
        var page = (await RunAsync("runbook", "-o", "md")).Expect(ExitCodes.No).Out;
        Assert.StartsWith("# Valhalla Go-Live Runbook", page);
        var killed = (await RunAsync("runbook", "-o", "json")).Expect(ExitCodes.No).Json;
        Assert.False((bool?)killed["ok_to_enable_go_live"]);
    }

    [Fact]
    public async Task Kill_EngagedThenReleased_IsInForceAndInTheAudit()
    {
        (await RunAsync("kill", "engage", "--reason", "@oncall: page alert")).Expect(ExitCodes.Ok);
        Assert.True((bool?)(await StateAsync())["kill_switch_engaged"]);

        (await RunAsync("kill", "release", "--reason", "over")).Expect(ExitCodes.Error, "VG2006");
        Assert.True((bool?)(await StateAsync())["kill_switch_engaged"]);
        (await RunAsync("kill", "release", "--yes")).Expect(ExitCodes.Error, "reason");
        Assert.True((bool?)(await StateAsync())["kill_switch_engaged"]);
        (await RunAsync("kill", "release", "--yes", "--reason", "over")).Expect(ExitCodes.Ok);
        Assert.False((bool?)(await StateAsync())["kill_switch_engaged"]);

        var records = (await RunAsync("audit", "list", "-o", "json")).Expect(ExitCodes.Ok).Json.AsArray();
        var engaged = records.Single(record => (string?)record!["action"] == "kill_switch.engage")!;
        Assert.Equal(ExpectedActor, (string?)engaged["actor"]);
        Assert.Equal("@oncall: page alert", (string?)engaged["reason"]);
        Assert.Equal(ExpectedSource, (string?)engaged["source_address"] ?? "");
    }

    [Theory]
    [InlineData("kill", "engage")]
    [InlineData("ramp", "kill")]
    [InlineData("golive", "disable")]
    public async Task Stop_TextThatOtherVerbsRefuse_IsCarriedOut(params string[] verb)
    {
        var stopped = (await RunAsync([.. verb, "--reason", "a\nb", "-o", "json"])).Expect(ExitCodes.Ok, "note: ");

        Assert.Equal("The reason had characters that cannot be kept.", (string?)stopped.Json["note"]);
    }

    [Fact]
    public async Task GoLive_EnabledAndDisabled_FollowsTheRunbook()
    {
        (await RunAsync("golive", "enable")).Expect(ExitCodes.Error, "VG2006");
        (await RunAsync("golive", "checklist")).Expect(ExitCodes.Ok);
        (await RunAsync("golive", "enable", "--yes", "--reason", "first day")).Expect(ExitCodes.Ok);
        Assert.True((bool?)(await StateAsync())["go_live_enabled"]);
        (await RunAsync("golive", "disable", "--reason", "night")).Expect(ExitCodes.Ok);
        Assert.False((bool?)(await StateAsync())["go_live_enabled"]);
    }

    [Fact]
    public async Task GoLive_WithABlocker_IsRefusedButForAnOverride()
    {
        (await RunAsync("kill", "engage")).Expect(ExitCodes.Ok);

        (await RunAsync("golive", "checklist")).Expect(ExitCodes.No);
        (await RunAsync("golive", "enable", "--yes", "--reason", "now"))
            .Expect(ExitCodes.No, "checks_failing (409)").Expect(ExitCodes.No, "kill_switch_clear");
        (await RunAsync("golive", "enable", "--yes", "--override")).Expect(ExitCodes.Error, "reason");
        (await RunAsync("golive", "enable", "--yes", "--override", "--reason", "now")).Expect(ExitCodes.Ok);
    }

    [Fact]
    public async Task Risk_AfterAReservation_ShowsLedgerPoliciesAndReservations()
    {
        await File.PostAsync(
            "governance/risk/reserve",
            """{"engine":"WHOLESALE","amount":500,"actor":"ann","correlation_id":"deal-1"}""");

        var engines = (await RunAsync("risk", "ledger", "-o", "json")).Expect(ExitCodes.Ok).Json["engines"]!.AsArray();
        Assert.Equal(500m, (decimal?)engines.Single(row => (string?)row!["engine"] == "WHOLESALE")!["exposure_used"]);
        Assert.Contains("| WHOLESALE | yes | 500 | 1000 |", (await RunAsync("risk", "ledger", "-o", "md")).Out);
        Assert.Equal(4, (await RunAsync("risk", "policies", "-o", "json")).Expect(ExitCodes.Ok).Json.AsArray().Count);
        var open = (await RunAsync("risk", "reservations", "--status", "open")).Expect(ExitCodes.Ok).Out;
        Assert.Contains("deal-1", open);
        var other = (await RunAsync("risk", "reservations", "--engine", "CAPITAL")).Expect(ExitCodes.Ok).Out;
        Assert.Equal("None.\n", other);
        (await RunAsync("risk", "reservations", "--status", "lost")).Expect(ExitCodes.Error, "status:");
        (await RunAsync("risk", "reservations", "--limit", "0")).Expect(ExitCodes.Error, "limit:");
    }

    [Fact]
    public async Task RiskPoliciesSet_NewEngineThenOneCap_IsCreatedAndTheRestStays()
    {
        string[] create = ["risk", "policies", "set", "MY_ENGINE", "--max-daily-loss", "50.5"];
        (await RunAsync([.. create, "--max-daily-exposure", "500"])).Expect(ExitCodes.Error, "VG2006");
        (await RunAsync([.. create, "--yes"])).Expect(ExitCodes.Error, "max_daily_exposure");
        (await RunAsync(
            [.. create, "--max-daily-exposure", "500", "--max-open-reserved", "100", "--yes", "--reason", "new"]))
            .Expect(ExitCodes.Ok);
        (await RunAsync("risk", "policies", "set", "MY_ENGINE", "--max-daily-loss", "60", "--yes"))
            .Expect(ExitCodes.Ok);
        (await RunAsync(
            "risk", "policies", "set", "MY_ENGINE", "--no-max-open-reserved", "--enabled", "false", "--yes"))
            .Expect(ExitCodes.Ok);

        var policies = (await RunAsync("risk", "policies", "-o", "json")).Expect(ExitCodes.Ok).Json.AsArray();
        var own = policies.Single(policy => (string?)policy!["engine"] == "MY_ENGINE")!;
        Assert.Equal(60m, (decimal?)own["max_daily_loss"]);
        Assert.Equal(500m, (decimal?)own["max_daily_exposure"]);
        Assert.Null(own["max_open_reserved"]);
        Assert.False((bool?)own["enabled"]);
        Assert.Equal(3, (int?)own["version"]);
    }

    [Fact]
    public async Task Charter_PromotedTooEarly_IsRefusedAndDemotionWorks()
    {
        await File.PostAsync(
            "governance/heimdall/policies/upsert",
            """
            {"domain":"WHOLESALE_OFFER","min_confidence_prod":0.9,"min_sandbox_trials":50,
            "min_sandbox_success_rate":0.8,"changed_by":"ann"}
            """);

        (await RunAsync("charter", "scorecard", "--days", "7")).Expect(ExitCodes.Ok);
        string[] promote = ["charter", "promote", "WHOLESALE_OFFER", "--model-version", "v1"];
        (await RunAsync(promote)).Expect(ExitCodes.Error, "VG2006");
        (await RunAsync([.. promote, "--yes", "--reason", "try"]))
            .Expect(ExitCodes.No, "not_promotable (409)");
        (await RunAsync("charter", "demote", "WHOLESALE_OFFER", "--reason", "drift")).Expect(ExitCodes.Ok);
    }

    [Fact]
    public async Task Regression_FiredTripwire_IsShownAndReArmed()
    {
        await FireTripwireAsync();

        Assert.Contains("triggered", (await RunAsync("regression", "state")).Expect(ExitCodes.Ok).Out);
        (await RunAsync("regression", "evaluate", "WHOLESALE", "contract_rate")).Expect(ExitCodes.No);
        var replay = (await RunAsync(
            "regression", "backtest", "WHOLESALE", "contract_rate", "--window-events", "5", "--baseline-events", "5",
            "--max-drop", "0.2", "--evidence", "NONE", "-o", "json")).Expect(ExitCodes.Ok).Json;
        Assert.Equal(10, (int?)replay["events"]);
        Assert.Single(replay["firings"]!.AsArray());
        (await RunAsync("review")).Expect(ExitCodes.No);

        (await RunAsync("regression", "rearm", "WHOLESALE", "contract_rate", "--yes", "--reason", "mended"))
            .Expect(ExitCodes.Ok);
        (await RunAsync("regression", "evaluate", "WHOLESALE", "contract_rate")).Expect(ExitCodes.Ok);
        (await RunAsync("regression", "evaluate", "WHOLESALE", "NOT A METRIC")).Expect(ExitCodes.Error, "metric:");
    }

    [Fact]
    public async Task KpiTail_SomeEvents_ShowsTheLastOldestFirst()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            await File.PostAsync(
                "governance/regression/kpi",
                $$"""{"domain":"CAPITAL","metric":"roi_event","value":1.5,"actor":"ann","correlation_id":"{{id}}"}""");
        }

        var lines = (await RunAsync("kpi", "tail", "-n", "2", "-o", "json")).Expect(ExitCodes.Ok).Out
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["b", "c"], lines.Select(line => (string?)JsonNode.Parse(line)!["correlation_id"]));
        Assert.EndsWith("c\n", (await RunAsync("kpi", "tail", "--domain", "CAPITAL")).Expect(ExitCodes.Ok).Out);
        Assert.Empty((await RunAsync("kpi", "tail", "--domain", "WHOLESALE")).Expect(ExitCodes.Ok).Out);
        (await RunAsync("kpi", "tail", "-n", "0")).Expect(ExitCodes.Error, "--count takes 1 to 1000.");
    }

    [Theory]
    [InlineData("ramp status")]
    [InlineData("gonogo criteria")]
    [InlineData("gonogo decisions")]
    [InlineData("status")]
    [InlineData("golive state")]
    [InlineData("golive checklist")]
    [InlineData("risk ledger")]
    [InlineData("risk policies")]
    [InlineData("risk reservations")]
    [InlineData("charter scorecard")]
    [InlineData("regression state")]
    [InlineData("audit verify")]
    [InlineData("audit list")]
    [InlineData("budget")]
    [InlineData("notices dead-letters")]
    [InlineData("retention status")]
    [InlineData("review")]
    public async Task Output_OfEveryForm_IsThatForm(string verb)
    {
        var words = verb.Split(' ');
        await PostCountsAsync();

        Assert.NotNull((await RunAsync([.. words, "--output", "json"])).Expect(ExitCodes.Ok).Json);
        var markdown = (await RunAsync([.. words, "--output", "md"])).Expect(ExitCodes.Ok).Out;
        Assert.True(markdown.Contains("|---|", StringComparison.Ordinal) || markdown == "None.\n\n", markdown);
        Assert.DoesNotContain("|", (await RunAsync([.. words, "--output", "table"])).Expect(ExitCodes.Ok).Out);
        (await RunAsync([.. words, "--output", "xml"])).Expect(ExitCodes.Error, "xml");
    }

    private async Task<JsonNode> StateAsync() =>
        (await RunAsync("golive", "state", "-o", "json")).Expect(ExitCodes.Ok).Json;

    private async Task FireTripwireAsync()
    {
        await File.PostAsync(
            "governance/regression/policies/upsert",
            """
            {"domain":"WHOLESALE","metric":"contract_rate","enabled":true,"window_events":5,"baseline_events":5,
            "max_drop":0.2,"action":"THROTTLE","kind":"RATE","evidence":"NONE","changed_by":"ann"}
            """);
        for (var i = 0; i < 10; i++)
        {
            await File.PostAsync(
                "governance/regression/kpi",
                $$"""
                {"domain":"WHOLESALE","metric":"contract_rate","success":{{(i < 5 ? "true" : "false")}},"actor":"ann"}
                """);
        }

        (await RunAsync("regression", "evaluate", "WHOLESALE", "contract_rate")).Expect(ExitCodes.No);
    }
}
