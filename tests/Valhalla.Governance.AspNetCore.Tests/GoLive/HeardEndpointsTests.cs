using System.Text.Json;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.GoLive;

/// <summary>
/// Only what acts is stopped. What reads, records or closes a fact, or changes a policy is heard while go-live is off
/// and while the kill switch is engaged.
/// </summary>
public sealed class HeardEndpointsTests
{
    // Every endpoint that is not a GET; a GET reads.
    private static readonly Dictionary<string, string> Classes = new()
    {
        ["CheckAndReserveRisk"] = "acts",
        ["ClaimFollowUps"] = "acts",
        ["ComputeOffer"] = "acts",
        ["CreateFollowUpLadder"] = "acts",
        ["ReserveRisk"] = "acts",

        ["CompleteFollowUp"] = "records",
        ["PostGoNoGoEvidence"] = "records",
        ["PostSloCountBatch"] = "records",
        ["PostSloCounts"] = "records",
        ["RecordBuyerFeedback"] = "records",
        ["RecordHeimdallOutcome"] = "records",
        ["RecordHeimdallRecommendation"] = "records",
        ["RecordInfluenceObservations"] = "records",
        ["RecordKpi"] = "records",
        ["RecordKpiBatch"] = "records",
        ["ReleaseRisk"] = "records",
        ["SettleRisk"] = "records",
        ["StopFollowUps"] = "records",
        ["StopLeadFollowUps"] = "records",

        ["BacktestRegression"] = "reads",

        ["AcknowledgeClock"] = "governs",
        ["AcknowledgeIntegrityAlarm"] = "governs",
        ["DecideGoNoGo"] = "governs",
        ["DemoteHeimdallDomain"] = "governs",
        ["DisableGoLive"] = "governs",
        ["EnableGoLive"] = "governs",
        ["EngageKillSwitch"] = "governs",
        ["EvaluateGoNoGo"] = "governs",
        ["EvaluateRegression"] = "governs",
        ["KillInfluence"] = "governs",
        ["PromoteHeimdallDomain"] = "governs",
        ["RearmRegression"] = "governs",
        ["ReleaseKillSwitch"] = "governs",
        ["RetryNoticeDeadLetter"] = "governs",
        ["RunKillSwitchDrill"] = "governs",
        ["SetInfluence"] = "acts",
        ["SignOffGoNoGo"] = "governs",
        ["StepInfluence"] = "acts",
        ["UpsertHeimdallPolicy"] = "governs",
        ["UpsertMarketPolicy"] = "governs",
        ["UpsertOfferPolicy"] = "governs",
        ["UpsertRegressionPolicy"] = "governs",
        ["UpsertRiskPolicy"] = "governs",
    };

    // Decided inside, against the gate row in its own transaction; the answer says so.
    private static readonly string[] DecidedInside =
        ["CheckAndReserveRisk", "ReserveRisk", "SetInfluence", "StepInfluence"];

    [Fact]
    public async Task EveryEndpoint_IsInTheTable()
    {
        await using var api = await TestApi.StartAsync();

        var missing = MappedEndpoint.Of(api).Where(endpoint => endpoint.Verb != "GET")
            .Select(endpoint => endpoint.Name).Except(Classes.Keys);

        Assert.Empty(missing);
    }

    [Fact]
    public async Task EveryEndpoint_GoLiveOff_OnlyWhatActsIsStopped()
    {
        await using var api = await TestApi.StartAsync(governed: "production");

        foreach (var endpoint in MappedEndpoint.Of(api))
        {
            var code = await CodeOfAsync(api, endpoint);
            var isStopped = ClassOf(endpoint) == "acts" && !DecidedInside.Contains(endpoint.Name);
            Assert.True(
                isStopped == (code == "go_live_disabled"), $"{endpoint.Verb} {endpoint.Path} answered {code}.");
        }
    }

    [Fact]
    public async Task EveryEndpoint_KillEngaged_NothingButWhatActsIsStopped()
    {
        await using var api = await TestApi.StartAsync(governed: "production");
        await api.PostJsonAsync(
            "/api/governance/go-live/enable", """{"actor":"ann","reason":"test","override":true}""");
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", """{"actor":"ann","reason":"test"}""");

        foreach (var endpoint in MappedEndpoint.Of(api).Where(endpoint => endpoint.Name != "DisableGoLive"))
        {
            var code = await CodeOfAsync(api, endpoint);
            if (DecidedInside.Contains(endpoint.Name))
            {
                continue;
            }

            Assert.True(
                (ClassOf(endpoint) == "acts") == (code == "kill_switch_engaged"),
                $"{endpoint.Verb} {endpoint.Path} answered {code}.");
        }
    }

    [Fact]
    public async Task Facts_GoLiveOffAndKilled_AreCarriedOut()
    {
        await using var api = await TestApi.StartAsync(governed: "production");
        await api.PostJsonAsync(
            "/api/governance/go-live/enable", """{"actor":"ann","reason":"test","override":true}""");
        await api.PostJsonAsync("/api/followups/ladder/create", """{"lead_id":"crm/4711","province":"ON"}""");
        await api.PostJsonAsync("/api/followups/ladder/create", """{"lead_id":"plain","province":"ON"}""");
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", """{"actor":"ann","reason":"test"}""");
        await api.PostJsonAsync("/api/governance/go-live/disable", """{"actor":"ann","reason":"test"}""");

        var done = await api.PostJsonAsync("/api/followups/task/1/complete", "");
        var stopped = await api.PostJsonAsync(
            "/api/followups/stop", """{"lead_id":"crm/4711","reason":"OPTED_OUT"}""");
        var plain = await api.PostJsonAsync("/api/followups/lead/plain/stop", """{"reason":"REPLIED"}""");
        var answer = await api.PostJsonAsync(
            "/api/buyers/liquidity/feedback",
            """{"province":"ON","market":"TORONTO","kind":"RESPONDED"}""");

        Assert.True(done.GetProperty("ok").GetBoolean());
        Assert.Equal(5, stopped.GetProperty("cancelled").GetInt32());
        Assert.Equal(6, plain.GetProperty("cancelled").GetInt32());
        Assert.True(answer.GetProperty("ok").GetBoolean());
    }

    private static string ClassOf(MappedEndpoint endpoint) =>
        endpoint.Verb == "GET" ? "reads" : Classes[endpoint.Name];

    private static async Task<string?> CodeOfAsync(TestApi api, MappedEndpoint endpoint)
    {
        using var request = endpoint.Request();
        using var response = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync())
                .GetProperty("code").GetString()
            : null;
    }
}
