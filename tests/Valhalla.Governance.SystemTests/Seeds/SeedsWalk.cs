using System.Text.Json.Nodes;
using Valhalla.Governance.SystemTests.Processes;

namespace Valhalla.Governance.SystemTests.Seeds;

/// <summary>
/// The source documents' calls in their order. What they expect is asserted, with the corrections of the design: an
/// amount is in currency units, so 50 000 is over the cap; 37 of 50 is 0.74, a drop of 0.221.
/// </summary>
public sealed class SeedsWalk(HostProcess host, string folder)
{
    /// <summary>000, "Endpoints", "Usage Pattern" and "Combined Example".</summary>
    public async Task RunbookAsync()
    {
        var endpoints = Open("000-runbook");
        var status = await endpoints.JsonAsync("# JSON status (structured checks)");
        Assert.True(status.Get<bool>("ok_to_enable_go_live"), status.ToJsonString());
        Assert.Empty(status["blockers"]!.AsArray());
        string[] seven =
        [
            "go_live_checklist", "kill_switch_clear", "env_sanity", "enforcement_expected_in_prod",
            "risk_policies_present", "regression_policies_present", "heimdall_charter_present",
        ];
        Assert.All(seven, id => Assert.True(status["info"]!.Item("id", id).Get<bool>("ok")));
        var environment = status["info"]!.Item("id", "env_sanity")["detail"]!;
        Assert.Equal("production", environment.Get<string>("ENV"));
        Assert.Equal("1", environment.Get<string>("GO_LIVE_ENFORCE"));
        Assert.True(environment.Get<bool>("DATABASE_URL_set"));

        var markdown = await endpoints.StepAsync("# Markdown version (human-readable)");
        Assert.StartsWith("# Valhalla Go-Live Runbook\n\nGenerated: `", markdown, StringComparison.Ordinal);
        Assert.Contains("- ✅ **env_sanity** — ENV and DATABASE_URL must be set correctly in production", markdown);
        Assert.DoesNotContain("❌", markdown);
        endpoints.ExpectEnd();

        var usage = Open("000-before-enabling");
        Assert.Equal("true", (await usage.StepAsync("# Check JSON status")).Trim());
        Assert.DoesNotContain("❌", await usage.StepAsync("# Or read markdown"));
        usage.ExpectEnd();
        await MondayAsync("000-monday", "# Valhalla Go-Live Runbook", "=== REGRESSION TRIPWIRES ===");
    }

    /// <summary>001, step 3, lever 1: the gate closes <c>/api/deals</c> and opens it again.</summary>
    public async Task GoLiveAsync()
    {
        var script = Open("001-go-live");
        var state = await script.JsonAsync("# Get go-live state");
        Assert.False(state.Get<bool>("go_live_enabled"));
        Assert.False(state.Get<bool>("kill_switch_engaged"));
        Assert.True((await script.JsonAsync("# Get checklist")).Get<bool>("ok"));

        var disabled = await script.JsonAsync("# Disable go-live");
        Assert.True(disabled.Get<bool>("ok"), disabled.ToJsonString());
        const string protectedCall = "# Try accessing protected endpoint while go-live disabled";
        var denied = await script.JsonAsync(protectedCall);
        Assert.Equal(403, denied.Get<int>("status"));
        Assert.Equal("go_live_disabled", denied.Get<string>("code"));

        var enabled = await script.JsonAsync("# Re-enable go-live");
        Assert.True(enabled.Get<bool>("ok"), enabled.ToJsonString());
        script.ExpectEnd();

        // The same call again, now that the gate is open.
        var again = Open("001-go-live");
        await again.StepAsync("# Get go-live state");
        await again.StepAsync("# Get checklist");
        await again.StepAsync("# Disable go-live");
        Assert.Equal("go_live_disabled", (await again.JsonAsync(protectedCall)).Get<string>("code"));
        await again.StepAsync("# Re-enable go-live");
        Assert.Empty((await ReadAsync("/api/deals")).AsArray());
    }

    /// <summary>001, step 3, lever 2.</summary>
    public async Task RiskAsync()
    {
        var script = Open("001-risk");
        var policies = await script.JsonAsync("# List risk policies");
        AssertCaps(policies, "GLOBAL", 250, 1_500, enabled: true);
        AssertCaps(policies, "WHOLESALE", 200, 1_000, enabled: true);
        AssertCaps(policies, "CAPITAL", 150, 750, enabled: true);
        AssertCaps(policies, "NOTIFY", 50, 200, enabled: false);

        var ledger = (await script.JsonAsync("# Get today's risk ledger")).Item("engine", "WHOLESALE");
        Assert.Equal(0, ledger.Get<decimal>("exposure_used"));
        Assert.Equal(0, ledger.Get<decimal>("open_risk_reserved"));

        foreach (var step in (string[])["# Test risk reserve (check only)", "# Test with over-limit amount"])
        {
            var denied = await script.JsonAsync(step);
            Assert.False(denied.Get<bool>("ok"));
            Assert.Equal("would_exceed_policy", denied.Get<string>("reason"));
        }

        script.ExpectEnd();
    }

    /// <summary>001, step 3, lever 3.</summary>
    public async Task HeimdallAsync()
    {
        var script = Open("001-heimdall");
        var policies = await script.JsonAsync("# List heimdall policies");
        (string Domain, double Minimum)[] seeded =
        [
            ("WHOLESALE_OFFER", 0.92), ("BUYER_MATCH", 0.90), ("CAPITAL_ROUTE", 0.95), ("FOLLOWUP_NEXT_ACTION", 0.88),
        ];
        foreach (var (domain, minimum) in seeded)
        {
            Assert.Equal(minimum, policies.Item("domain", domain).Get<double>("min_confidence_prod"));
            Assert.False(policies.Item("domain", domain).Get<bool>("prod_use_enabled"));
        }

        Assert.Empty((await script.JsonAsync("# Get today's heimdall scorecard")).AsArray());
        var judged = await script.JsonAsync("# Create a test recommendation");
        Assert.False(judged.Get<bool>("prod_eligible"));
        Assert.Contains("prod_use_disabled", judged["reasons"]!.AsArray().Select(reason => (string?)reason));
        script.ExpectEnd();
    }

    /// <summary>001, step 3, lever 4.</summary>
    public async Task RegressionAsync()
    {
        var script = Open("001-regression");
        var policies = await script.JsonAsync("# List regression policies");
        string[] metrics = ["contract_rate", "offer_accept_rate", "match_success", "roi_event"];
        Assert.Equal(metrics.Order(), policies.Items().Select(policy => policy.Get<string>("metric")).Order());
        Assert.Equal(50, policies.Item("metric", "contract_rate").Get<int>("window_events"));
        Assert.Equal("KILL_SWITCH", policies.Item("metric", "roi_event").Get<string>("action"));
        Assert.Empty((await script.JsonAsync("# Get regression state")).AsArray());
        var recorded = await script.JsonAsync("# Record a KPI event");
        Assert.True(recorded.Get<bool>("ok"));
        Assert.Equal(1, recorded.Get<long>("id"));
        script.ExpectEnd();
    }

    /// <summary>001, step 5; 002, Monday and Friday; 004, step 4.</summary>
    public async Task WeekAsync()
    {
        await MondayAsync(
            "001-monday", "=== MONDAY CONTROL PLANE REVIEW ===", "\"go_live_enabled\": true", "=== DECISION ===");
        var monday = Open("002-monday");
        await monday.JsonAsync("# 1. What broke?");
        var wholesale = (await monday.JsonAsync("# 2. What denied?"))["engines"]!.Item("engine", "WHOLESALE");
        Assert.Equal(0, wholesale.Get<decimal>("current_net_loss"));
        Assert.Equal(200, wholesale.Get<decimal>("daily_limit"));
        Assert.Equal(0, wholesale.Get<decimal>("exposure_used"));
        await monday.JsonAsync("# 3. What drifted?");
        monday.ExpectEnd();

        var friday = Open("002-friday");
        Assert.IsType<JsonArray>(await friday.JsonAsync("# 1. Check sandbox success rates"));
        // The document promotes without saying what; that is refused, and tells how.
        var refused = await friday.JsonAsync("# 2. Promote winners");
        Assert.InRange(refused.Get<int>("status"), 400, 499);
        friday.ExpectEnd();

        var deployed = await Open("004-deployment").JsonAsync("# 4. Test endpoints");
        Assert.True(deployed.Get<bool>("ok_to_enable_go_live"), deployed.ToJsonString());
    }

    private SeedScript Open(string name) => new(name, host.Address, folder);

    private async Task<JsonNode> ReadAsync(string path) =>
        JsonNode.Parse(await host.Client.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    private async Task MondayAsync(string name, params string[] expected)
    {
        var review = await Open(name).RunAsync();
        Assert.All(expected, text => Assert.Contains(text, review, StringComparison.Ordinal));
    }

    private static void AssertCaps(JsonNode policies, string engine, decimal loss, decimal exposure, bool enabled)
    {
        var policy = policies.Item("engine", engine);
        Assert.Equal(loss, policy.Get<decimal>("max_daily_loss"));
        Assert.Equal(exposure, policy.Get<decimal>("max_daily_exposure"));
        Assert.Equal(enabled, policy.Get<bool>("enabled"));
    }
}
