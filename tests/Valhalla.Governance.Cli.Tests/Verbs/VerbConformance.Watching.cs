using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>The verbs of what is watched: error budgets, notices, retention, and the review of it all.</summary>
public abstract partial class VerbConformance
{
    private static readonly string[] Objectives =
        ["policy_heartbeat_freshness", "exporter_uptime", "validation_cadence"];

    [Fact]
    public async Task Budget_Counts_DecideWhetherItHolds()
    {
        Assert.Contains("no_data", (await RunAsync("budget")).Expect(ExitCodes.No).Out);
        await PostCountsAsync();
        var budgets = (await RunAsync("budget", "-o", "json")).Expect(ExitCodes.Ok).Json["budgets"]!.AsArray();
        Assert.Equal(Objectives.Order(), budgets.Select(budget => (string)budget!["name"]!).Order());
        Assert.All(budgets, budget => Assert.Equal("ok", (string?)budget!["status"]));

        await File.PostAsync(
            "governance/error-budgets/counts", """{"objective":"exporter_uptime","good":0,"bad":1000000}""");

        var burning = (await RunAsync("budget-guard", "-o", "json")).Expect(ExitCodes.No).Json["budgets"]!.AsArray();
        Assert.True((bool?)burning.Single(one => (string?)one!["name"] == "exporter_uptime")!["fast_burn"]);
    }

    [Fact]
    public async Task Notices_NoneLost_AreNoneToRetry()
    {
        Assert.Equal("None.\n", (await RunAsync("notices", "dead-letters", "--open")).Expect(ExitCodes.Ok).Out);
        (await RunAsync("notices", "retry", "7")).Expect(ExitCodes.Error, "dead_letter_unknown (404)");
        (await RunAsync("notices", "retry", "seven")).Expect(ExitCodes.Error, "seven");
    }

    [Fact]
    public async Task Clock_Acknowledged_IsAudited()
    {
        var status = (await RunAsync("clock", "status", "-o", "json")).Expect(ExitCodes.Ok).Json;
        Assert.True((bool?)status["ok"]);
        Assert.Empty(status["suspicions"]!.AsArray());
        (await RunAsync("clock", "acknowledge")).Expect(ExitCodes.Error, "reason");

        (await RunAsync("clock", "acknowledge", "--reason", "the server's clock was wrong")).Expect(ExitCodes.Ok);

        var records = (await RunAsync("audit", "list", "--action", "clock.acknowledged", "-o", "json"))
            .Expect(ExitCodes.Ok).Json.AsArray();
        Assert.Equal("the server's clock was wrong", (string?)Assert.Single(records)!["reason"]);
    }

    [Fact]
    public async Task RetentionStatus_NewSystem_ShowsEveryTable()
    {
        var status = (await RunAsync("retention", "status")).Expect(ExitCodes.Ok).Out;

        Assert.Contains("notice_dead_letter", status);
        Assert.Contains("kpi_event", status);
    }

    [Fact]
    public async Task Review_Counted_IsOneMarkdownPage()
    {
        await PostCountsAsync();

        var page = (await RunAsync("review")).Expect(ExitCodes.Ok).Out;

        Assert.StartsWith("# Review of ", page);
        Assert.All(
            (string[])
            [
                "Status", "Runbook", "Risk ledger", "Scorecards", "Tripwires", "Error budgets", "Influence",
                "Decisions", "Audit",
            ],
            part => Assert.Contains($"## {part}\n", page));
        var answers = (await RunAsync("review", "-o", "json")).Expect(ExitCodes.Ok).Json;
        Assert.Equal("ok", (string?)answers["verdict"]);
        Assert.True((bool?)answers["audit"]!["ok"]);
    }

    [Fact]
    public async Task Review_NothingCounted_IsNotWellAndSaysSo()
    {
        var page = (await RunAsync("review")).Expect(ExitCodes.No).Out;

        Assert.Contains("| Error budgets | NOT OK |", page);
        Assert.Contains("no_data", page);
        Assert.DoesNotContain("NOT OK", page.Replace("| Error budgets | NOT OK |", "", StringComparison.Ordinal));
    }

    /// <summary>What the objectives that nobody has configured are counted from.</summary>
    private async Task PostCountsAsync()
    {
        foreach (var objective in Objectives)
        {
            await File.PostAsync(
                "governance/error-budgets/counts", $$"""{"objective":"{{objective}}","good":100000,"bad":0}""");
        }
    }
}
