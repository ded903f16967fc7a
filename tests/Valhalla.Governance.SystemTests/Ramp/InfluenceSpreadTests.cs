using System.Net;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.GoNoGo;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Ramp;

/// <summary>The influence in two processes on one database.</summary>
public sealed class InfluenceSpreadTests(ITestOutputHelper output)
{
    private const string Root = "/api/governance/";
    private const int MaxLooks = 20_000;

    [PostgreSqlFact]
    public async Task Influence_TwoProcesses_FollowEachOtherAndARestart()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", await server.CreateDatabaseAsync());
        await using var first = await HostProcess.StartAsync(settings, output);
        await using (var second = await HostProcess.StartAsync(settings, output))
        {
            await first.Client.EnableGoLiveAsync();
            await DecideGoAsync(first.Client);
            await PostAsync(
                first.Client,
                "ramp/set",
                new Dictionary<string, object> { ["percent"] = 50, ["override"] = true, ["reason"] = "exercise" });

            // The same units, whoever is asked.
            var live = await LiveAsync(first.Client);
            Assert.InRange(live.Count, 5, 35);
            await UntilAsync(second.Client, live[0], "LIVE");
            Assert.Equal(live, await LiveAsync(second.Client));
        }

        await using var restarted = await HostProcess.StartAsync(settings, output);
        var unit = (await LiveAsync(restarted.Client))[0];
        await PostAsync(restarted.Client, "ramp/kill", new { reason = "enough" });
        await UntilAsync(first.Client, unit, "SHADOW");
        (await first.Client.SendAsync(Root + "ramp/step", new { }))
            .ExpectProblem(HttpStatusCode.Conflict, "decision_required");
    }

    private static async Task DecideGoAsync(HttpClient client)
    {
        await PostAsync(client, "go-live/kill-switch/drill", new { reason = "pre-flight" });
        var signals = GoodEvidence.Values
            .Where(pair => !ReservedSignals.All.Contains(new SignalName(pair.Key)))
            .Select(pair => (object)new { signal = pair.Key, value = Plain(pair.Value) })
            .Append(new { signal = "cost_over_baseline_percent", value = 1 });
        await PostAsync(client, "go-no-go/evidence", new { evidence = signals });
        foreach (var objective in new[] { "policy_heartbeat_freshness", "exporter_uptime", "validation_cadence" })
        {
            await PostAsync(client, "error-budgets/counts", new { objective, good = 1_000, bad = 0 });
        }

        var evaluation = await PostAsync(client, "go-no-go/evaluate", new { });
        var hash = (string)evaluation.Json["hash"]!;
        foreach (var role in new[] { "RELEASE_CAPTAIN", "ON_CALL", "TECHNICAL_LEAD" })
        {
            await PostAsync(client, "go-no-go/sign-off", new { hash, role, actor = $"person of {role}" });
        }

        await PostAsync(
            client, "go-no-go/decide", new { hash, decision = "GO", justification = "All green", actor = "ann" });
    }

    private static object Plain(EvidenceValue value) => value.Kind switch
    {
        EvidenceKind.Number => value.Number,
        EvidenceKind.Flag => value.IsTrue,
        _ => value.Text,
    };

    private static async Task<IReadOnlyList<string>> LiveAsync(HttpClient client)
    {
        var live = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            if (await DecisionAsync(client, $"unit-{i}") == "LIVE")
            {
                live.Add($"unit-{i}");
            }
        }

        return live;
    }

    private static async Task UntilAsync(HttpClient client, string unit, string expected)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            if (await DecisionAsync(client, unit) == expected)
            {
                return;
            }
        }

        Assert.Fail($"{unit} never became {expected}.");
    }

    private static async Task<string?> DecisionAsync(HttpClient client, string unit) =>
        (string?)(await client.ReadAsync($"{Root}ramp/decide?unit={unit}")).Expect(HttpStatusCode.OK).Json["decision"];

    private static async Task<Answer> PostAsync(HttpClient client, string path, object body) =>
        (await client.SendAsync(Root + path, body)).Expect(HttpStatusCode.OK);
}
