using System.Net;
using System.Text.Json.Nodes;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;

namespace Valhalla.Governance.SystemTests.Seeds;

/// <summary>
/// Packs G to J: the calls of 002 and 004, and 004's Python snippets ("Wire Into Code") by their HTTP counterparts, in
/// the order of "Workflow 1: Lead Intake to Offer".
/// </summary>
public sealed class OperationsStory(HostProcess host, string folder)
{
    private readonly HttpClient _client = host.Client;

    public async Task TellAsync()
    {
        // Prime Law: what contacts people or makes offers is closed until go-live; what reads is not.
        (await _client.ReadAsync("/api/followups/due")).Expect(HttpStatusCode.OK);
        (await _client.SendAsync("/api/followups/ladder/create", new { lead_id = "lead-0", province = "ON" }))
            .ExpectProblem(HttpStatusCode.Forbidden, "go_live_disabled");
        (await _client.SendAsync("/api/followups/claim", new { worker = "va1" }))
            .ExpectProblem(HttpStatusCode.Forbidden, "go_live_disabled");
        await _client.EnableGoLiveAsync();
        await ReadListsAsync();
        await BeforeSendingContactAsync();
        await FollowUpAsync();
        await BeforeOfferingAsync();
        await ComputeOfferAsync();
        await TakeLeadInAsync();
        await RefuseBadInputAsync();
    }

    private async Task ReadListsAsync()
    {
        var script = new SeedScript("004-operations", host.Address, folder);
        var enabled = await script.JsonAsync("# 5. Enable first province");
        Assert.True(enabled.Get<bool>("ok"), enabled.ToJsonString());
        Assert.True(enabled["policy"]!.Get<bool>("enabled"));
        Assert.Empty((await script.JsonAsync("# For VAs/Dialers")).AsArray());
        await script.JsonAsync("# Ladder SLA");
        Assert.Equal(13, (await script.JsonAsync("# Market policies")).AsArray().Count);
        Assert.Empty((await script.JsonAsync("# Buyer quality"))["nodes"]!.AsArray());
        var policies = await script.JsonAsync("# Offer volume");
        Assert.Equal(13, policies.AsArray().Count);
        Assert.True(policies.Item("province", "ON").Get<bool>("enabled"));
        Assert.False(policies.Item("province", "QC").Get<bool>("enabled"));
        script.ExpectEnd();
    }

    /// <summary>get_effective_policy(db, "ON", "TORONTO"), is_contact_allowed(rules, weekday, hhmm, "SMS").</summary>
    private async Task BeforeSendingContactAsync()
    {
        const string market = "/api/governance/market/";
        var effective = await JsonAsync(market + "effective?province=ON&market=TORONTO");
        Assert.Contains("America/Toronto", effective["time_zones"]!.AsArray().Select(zone => (string?)zone));
        const string question = market + "can-contact?province=ON&market=TORONTO&channel=SMS&";
        Assert.True((await JsonAsync(question + "weekday=1&hhmm=10:00")).Get<bool>("ok"));
        var early = await JsonAsync(question + "weekday=1&hhmm=08:59");
        Assert.False(early.Get<bool>("ok"));
        Assert.Equal("outside_window", early.Get<string>("reason"));
        Assert.NotNull(early["next_allowed_at"]);
    }

    /// <summary>create_ladder(db, lead_id, province="ON", market="TORONTO", owner="va1").</summary>
    private async Task FollowUpAsync()
    {
        var created = await SendAsync(
            "/api/followups/ladder/create",
            new { lead_id = "lead-1", province = "ON", market = "TORONTO", owner = "va1" });
        Assert.True(created.Get<bool>("ok"), created.ToJsonString());
        var tasks = created["tasks"]!.AsArray();
        Assert.Equal(
            ["SMS", "CALL", "SMS", "CALL", "SMS", "CALL"], tasks.Select(task => task!.Get<string>("channel")));
        var id = tasks[0]!.Get<long>("id");
        Assert.True((await SendAsync($"/api/followups/task/{id}/complete", new { actor = "va1" })).Get<bool>("ok"));
        var again = await SendAsync($"/api/followups/task/{id}/complete", new { actor = "va1" });
        Assert.True(again.Get<bool>("already_completed"));
        var stopped = await SendAsync("/api/followups/lead/lead-1/stop", new { reason = "REPLIED", actor = "va1" });
        Assert.Equal(5, stopped.Get<int>("cancelled"));
    }

    /// <summary>record_feedback(db, province, market, "RESPONDED"), liquidity_score(db, "ON", "TORONTO", …).</summary>
    private async Task BeforeOfferingAsync()
    {
        const string score = "/api/buyers/liquidity/score?province=ON&market=TORONTO&property_type=SFR";
        Assert.True((await JsonAsync(score)).Get<double>("score") < 50);
        for (var buyer = 0; buyer < 60; buyer++)
        {
            await FeedbackAsync("CONTACTED");
            await FeedbackAsync(buyer % 10 < 6 ? "RESPONDED" : "DECLINED");
            if (buyer % 4 == 0)
            {
                await FeedbackAsync("CLOSED");
            }
        }

        var warm = await JsonAsync(score);
        Assert.True(warm.Get<double>("score") > 50, warm.ToJsonString());
        var nodes = await JsonAsync("/api/buyers/liquidity/nodes");
        Assert.Equal(0.6, nodes.Get<double>("avg_response_rate"), 6);
    }

    /// <summary>compute_offer(db, "ON", "TORONTO", arv=450000, repairs=50000).</summary>
    private async Task ComputeOfferAsync()
    {
        var offer = await SendAsync(
            "/api/deals/offers/compute",
            new { province = "ON", market = "TORONTO", arv = 450_000, repairs = 50_000 });
        Assert.True(offer.Get<bool>("ok"), offer.ToJsonString());
        Assert.Equal(265_000m, offer["calc"]!.Get<decimal>("mao"));
        Assert.True(offer.Get<long>("evidence_id") > 0);
        var disabled = await SendAsync(
            "/api/deals/offers/compute", new { province = "QC", arv = 450_000, repairs = 50_000 });
        Assert.False(disabled.Get<bool>("ok"));
        Assert.Equal("policy_disabled", disabled.Get<string>("reason"));
    }

    /// <summary>The ten steps in one call of the sample.</summary>
    private async Task TakeLeadInAsync()
    {
        var lead = new { id = "lead-2", province = "ON", market = "TORONTO", arv = 450_000, repairs = 50_000 };
        await _client.SetCapsAsync("WHOLESALE", loss: 1_000, exposure: 300_000);
        await _client.SetCapsAsync("GLOBAL", loss: 1_000, exposure: 300_000);
        var outcome = await SendAsync("/leads/intake", lead);
        Assert.Equal(6, outcome["followUps"]!.AsArray().Count);

        // Whether the person may be contacted now depends on the hour at which this test runs.
        if (outcome.Get<bool>("contacted"))
        {
            Assert.True(outcome.Get<bool>("offerSent"), outcome.ToJsonString());
            Assert.Equal(265_000m, outcome.Get<decimal>("offer"));
            var second = await SendAsync("/leads/intake", lead with { id = "lead-3" });
            Assert.Equal("would_exceed_policy", second.Get<string>("reason"));
        }
        else
        {
            Assert.Equal("contact_later", outcome.Get<string>("reason"));
            Assert.NotNull(outcome["nextAllowedAt"]);
        }
    }

    private async Task RefuseBadInputAsync()
    {
        const string question = "/api/governance/market/can-contact?channel=SMS&";
        ExpectField(await _client.ReadAsync(question + "province=XX"), "province");
        ExpectField(await _client.ReadAsync(question + "province=ON&weekday=9&hhmm=10:00"), "weekday");
        ExpectField(await _client.ReadAsync(question + "province=ON&weekday=1&hhmm=25:61"), "hhmm");
        ExpectField(
            await _client.ReadAsync("/api/governance/market/can-contact?province=ON&channel=PIGEON"), "channel");
        const string compute = "/api/deals/offers/compute";
        ExpectField(
            await _client.SendAsync(compute, new { province = "ON", arv = -1, repairs = 0 }), "arv");
        ExpectField(
            await _client.SendAsync(compute, new { province = "ON", arv = 10, repairs = 11 }), "repairs");
        ExpectField(
            await _client.SendAsync(
                "/api/followups/ladder/create", new { lead_id = new string('x', 10_240), province = "ON" }),
            "lead_id");
    }

    private static void ExpectField(Answer answer, string field)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Json["errors"]![field]);
    }

    private Task<JsonNode> FeedbackAsync(string kind) => SendAsync(
        "/api/buyers/liquidity/feedback",
        new { province = "ON", market = "TORONTO", property_type = "SFR", kind, actor = "va1" });

    private async Task<JsonNode> JsonAsync(string path) =>
        (await _client.ReadAsync(path)).Expect(HttpStatusCode.OK).Json;

    private async Task<JsonNode> SendAsync(string path, object body) =>
        (await _client.SendAsync(path, body)).Expect(HttpStatusCode.OK).Json;
}
