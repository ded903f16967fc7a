using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.SystemTests.Seeds;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Regression;

/// <summary>Two processes on one PostgreSQL: one evaluates the tripwires, and the other takes over.</summary>
public sealed class EvaluatorTakeOverTests(ITestOutputHelper output)
{
    private const string Root = "/api/governance/";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [PostgreSqlFact]
    public async Task Evaluator_HolderHungThenKilled_TheOtherTakesOverAndNothingFiresTwice()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var settings = new HostSettings(folder.Path)
            .With("DATABASE_URL", await server.CreateDatabaseAsync())
            .With("Valhalla__Regression__LeaseDuration", "00:00:02");
        await using var first = await HostProcess.StartAsync(settings, output);
        await UntilAsync("the first evaluates", async () => !await StandsByAsync(first));
        await using var second = await HostProcess.StartAsync(settings, output);
        await UntilAsync("the second stands by", () => StandsByAsync(second));
        await PostAsync(
            second,
            "regression/policies/upsert",
            new { domain = "WHOLESALE", metric = "contract_rate", enabled = true });

        // It hangs, with its connections open.
        first.Signal("STOP");
        await UntilAsync("the second took over", async () => !await StandsByAsync(second));
        await RecordDropAsync(second);
        await UntilAsync("the second fired", () => HasFiredAsync(second));

        first.Signal("CONT");
        await UntilAsync("the first stands by", () => StandsByAsync(first));
        await PostAsync(
            first, "regression/rearm",
            new { domain = "WHOLESALE", metric = "contract_rate", reason = "mended", actor = "ann" });
        await second.KillAsync();
        await RecordDropAsync(first);
        await UntilAsync("the first fired", () => HasFiredAsync(first));

        var audit = (await first.Client.ReadAsync(Root + "audit?action=regression.trigger")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, audit.Json.Items().Count);
        Assert.False(await StandsByAsync(first));
    }

    /// <summary>200 events at 95 %, and 50 at 74 %; nobody asks for an evaluation.</summary>
    private static async Task RecordDropAsync(HostProcess host)
    {
        foreach (var (successes, failures) in new[] { (190, 10), (37, 13) })
        {
            var events = Enumerable.Range(0, successes + failures)
                .Select(i => new { domain = "WHOLESALE", metric = "contract_rate", success = i < successes });
            await PostAsync(host, "regression/kpi/batch", new { events });
        }
    }

    private static async Task<bool> StandsByAsync(HostProcess host)
    {
        var runbook = (await host.Client.ReadAsync(Root + "runbook/status")).Json;
        var item = new[] { "blockers", "warnings", "info" }
            .SelectMany(list => runbook[list]!.Items())
            .Single(item => (string?)item["id"] == "tripwire_evaluator_running");
        return item["detail"]!.Get<bool>("standing_by");
    }

    private static async Task<bool> HasFiredAsync(HostProcess host) =>
        (await host.Client.ReadAsync(Root + "regression/state")).Json.Items()
            .Any(state => state.Get<bool>("triggered"));

    private static async Task PostAsync(HostProcess host, string path, object body) =>
        (await host.Client.SendAsync(Root + path, body)).Expect(HttpStatusCode.OK);

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            // Only so that a hang ends.
            Assert.True(TimeProvider.System.GetElapsedTime(startedAt) < Patience, $"It never came true that {what}.");
            await Task.Delay(50);
        }
    }
}
