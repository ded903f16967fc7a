using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.Ledger;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Seeds;

/// <summary>The source documents' calls, by the real curl against the real sample.</summary>
public sealed class SeedsTests(ITestOutputHelper output)
{
    [ShellFact]
    public Task Walk_OnSqlite_AnswersAsTheDocumentsSay() => OnSqliteAsync(WalkAsync);

    [PostgreSqlFactWithShell]
    public Task Walk_OnPostgreSql_AnswersAsTheDocumentsSay() => OnPostgreSqlAsync(WalkAsync);

    [ShellFact]
    public Task RegressionStory_OnSqlite_TripsAtTheSameFigures() => OnSqliteAsync(
        (host, folder) => new RegressionStory(host, folder).TellAsync());

    [PostgreSqlFactWithShell]
    public Task RegressionStory_OnPostgreSql_TripsAtTheSameFigures() => OnPostgreSqlAsync(
        (host, folder) => new RegressionStory(host, folder).TellAsync());

    [ShellFact]
    public Task Operations_OnSqlite_FromContactToOffer() => OnSqliteAsync(
        (host, folder) => new OperationsStory(host, folder).TellAsync());

    [PostgreSqlFactWithShell]
    public Task Operations_OnPostgreSql_FromContactToOffer() => OnPostgreSqlAsync(
        (host, folder) => new OperationsStory(host, folder).TellAsync());

    [Fact]
    public async Task Queries_OverTheSqliteFile_Work()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostSettings(folder.Path), output);
        await host.StopAsync();

        await using var file = await LedgerDatabase.OpenSqliteAsync(folder.File("valhalla.db"));
        // 000, "Combined Example".
        await file.ReadTextAsync(
            "SELECT domain, metric, success, COUNT(*) as count FROM kpi_event WHERE created_at >= datetime('now', "
            + "'-1 day') GROUP BY domain, metric, success ORDER BY domain, metric");

        // 001, "Verification Checklist".
        var tables = await file.ReadTextAsync(
            "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE '%state%' OR name LIKE '%policy%' OR name "
            + "LIKE '%ledger%' OR name LIKE '%event%' OR name LIKE '%scorecard%' OR name LIKE '%recommendation%' OR "
            + "name LIKE '%kpi%';");
        string[] eleven =
        [
            "go_live_state", "risk_policy", "risk_ledger_day", "risk_event", "heimdall_policy",
            "heimdall_scorecard_day", "heimdall_recommendation", "heimdall_event", "kpi_event", "regression_policy",
            "regression_state",
        ];
        string[] operations =
        [
            "market_policy", "followup_task", "buyer_liquidity_node", "buyer_feedback_event", "offer_policy",
            "offer_evidence",
        ];
        Assert.Subset(tables.ToHashSet(), eleven.ToHashSet());
        var all = await file.ReadTextAsync("SELECT name FROM sqlite_master WHERE type='table';");
        Assert.Subset(all.ToHashSet(), operations.ToHashSet());
    }

    private static async Task WalkAsync(HostProcess host, string folder)
    {
        var walk = new SeedsWalk(host, folder);
        await walk.RunbookAsync();
        await walk.GoLiveAsync();
        await walk.RiskAsync();
        await walk.HeimdallAsync();
        await walk.RegressionAsync();
        await walk.WeekAsync();
    }

    private async Task OnSqliteAsync(Func<HostProcess, string, Task> story)
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostSettings(folder.Path), output);
        await story(host, folder.Path);
    }

    private async Task OnPostgreSqlAsync(Func<HostProcess, string, Task> story)
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", database);
        await using var host = await HostProcess.StartAsync(settings, output);
        await story(host, folder.Path);
    }
}
