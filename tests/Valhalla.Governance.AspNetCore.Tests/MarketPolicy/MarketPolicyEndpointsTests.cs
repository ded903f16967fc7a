using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.MarketPolicies;

public sealed class MarketPolicyEndpointsTests
{
    private const string Base = "/api/governance/market/";

    private static Task<TestApi> StartAsync() => TestApi.StartAsync(valhalla: v => v.AddValhallaOperations());

    [Fact]
    public async Task Policies_NewStore_AreThirteenWithTheCallingHours()
    {
        await using var api = await StartAsync();

        var policies = (await api.GetJsonAsync(Base + "policies")).EnumerateArray().ToArray();

        Assert.Equal(13, policies.Length);
        Assert.All(policies, policy =>
        {
            var monday = policy.GetProperty("windows").GetProperty("monday")[0];
            Assert.Equal("09:00", monday.GetProperty("opens").GetString());
            Assert.Equal("21:30", monday.GetProperty("closes").GetString());
        });
    }

    [Theory]
    [InlineData("weekday=0&hhmm=09:00&channel=SMS", true, null)]
    [InlineData("weekday=4&hhmm=2129&channel=CALL", true, null)]
    [InlineData("weekday=6&hhmm=18:00&channel=SMS", false, "outside_window")]
    [InlineData("at=2026-12-05T14:30:00Z&channel=SMS&lead_score=80", false, "outside_window")]
    [InlineData("at=2026-12-05T16:00:00Z&channel=SMS", true, null)]
    public async Task CanContact_OfEachForm_IsAnswered(string query, bool ok, string? reason)
    {
        await using var api = await StartAsync();

        var answer = await api.GetJsonAsync($"{Base}can-contact?province=ON&market=TORONTO&{query}");

        Assert.Equal(ok, answer.GetProperty("ok").GetBoolean());
        Assert.Equal(reason, answer.GetProperty("reason").GetString());
        Assert.Equal(ok, answer.GetProperty("next_allowed_at").GetString() is null);
        Assert.Equal("province", answer.GetProperty("applied").GetString());
    }

    [Theory]
    [InlineData("channel=SMS", "province")]
    [InlineData("province=XX&channel=SMS", "province")]
    [InlineData("province=ON", "channel")]
    [InlineData("province=ON&channel=FAX", "channel")]
    [InlineData("province=ON&channel=SMS&market=to%20ronto", "market")]
    [InlineData("province=ON&channel=SMS&weekday=9&hhmm=10:00", "weekday")]
    [InlineData("province=ON&channel=SMS&weekday=1&hhmm=25:61", "hhmm")]
    [InlineData("province=ON&channel=SMS&weekday=1", "hhmm")]
    [InlineData("province=ON&channel=SMS&hhmm=10:00", "weekday")]
    [InlineData("province=ON&channel=SMS&lead_score=101", "lead_score")]
    [InlineData("province=ON&channel=SMS&at=tomorrow", "at")]
    [InlineData("province=ON&channel=SMS&at=9999-12-31T23:59:59Z", "at")]
    [InlineData("province=ON&channel=SMS&at=2026-01-01T00:00:00Z&weekday=1&hhmm=10:00", "at")]
    public async Task CanContact_Malformed_Is400ThatNamesTheField(string query, string field)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(
            await api.GetAsync($"{Base}can-contact?{query}"), 400, "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task Upsert_ByQueryFormAndJson_IsTheSame()
    {
        const string Windows = "monday=09:00-12:00,13:00-20:00;saturday=10:00-18:00";
        await using var api = await StartAsync();

        var byQuery = await TestApi.ReadAsync(
            await api.PostAsync(
                $"{Base}policies/upsert?province=AB&enabled=true&channels=CALL&windows={Windows}", "", "text/plain"),
            HttpStatusCode.OK);
        var byForm = await TestApi.ReadAsync(
            await api.PostAsync(
                Base + "policies/upsert",
                $"province=MB&enabled=true&channels=CALL&windows={Uri.EscapeDataString(Windows)}",
                "application/x-www-form-urlencoded"),
            HttpStatusCode.OK);
        var byJson = await api.PostJsonAsync(
            Base + "policies/upsert",
            """
            {"province":"NB","enabled":true,"channels":["CALL"],"windows":{
              "monday":[{"opens":"09:00","closes":"12:00"},{"opens":"13:00","closes":"20:00"}],
              "saturday":[{"opens":"10:00","closes":"18:00"}],"sunday":[]}}
            """);

        var windows = new[] { byQuery, byForm, byJson }
            .Select(answer => answer.GetProperty("policy").GetProperty("windows").GetRawText()).Distinct();
        Assert.Single(windows);
        Assert.Equal("CALL", byJson.GetProperty("policy").GetProperty("channels")[0].GetString());
        Assert.Equal(2, byForm.GetProperty("policy").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Upsert_Market_CountsBeforeItsProvince()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync(
            Base + "policies/upsert", """{"province":"ON","market":"TORONTO","time_zone":"America/Toronto"}""");

        var market = await api.GetJsonAsync(Base + "effective?province=ON&market=TORONTO");
        var elsewhere = await api.GetJsonAsync(Base + "effective?province=ON&market=OTTAWA");

        Assert.Equal("market", market.GetProperty("applied").GetString());
        Assert.Equal("America/Toronto", market.GetProperty("time_zones")[0].GetString());
        Assert.Equal(("province", 3), (
            elsewhere.GetProperty("applied").GetString(), elsewhere.GetProperty("time_zones").GetArrayLength()));
    }

    [Theory]
    [InlineData("""{"province":"XX"}""", 400, "province")]
    [InlineData("""{"windows":"monday=09:00-10:00"}""", 400, "province")]
    [InlineData("""{"province":"ON","windows":"monday=25:61-26:00"}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":{"monday":[{"opens":"25:61","closes":"26:00"}]}}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":{"moonday":[{"opens":"09:00","closes":"10:00"}]}}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":{"monday":[{"opens":"09:00"}]}}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":{"monday":{"opens":"09:00","closes":"10:00"}}}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":[]}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":7}""", 400, "windows")]
    [InlineData("""{"province":"ON","windows":{"monday":[{"opens":9,"closes":10}]}}""", 400, "windows")]
    [InlineData("""{"province":"ON","channels":["FAX"]}""", 400, "channels")]
    [InlineData("""{"province":"ON","channels":{"SMS":true}}""", 400, "channels")]
    [InlineData("""{"province":"ON","min_lead_score":101}""", 400, "min_lead_score")]
    [InlineData("""{"province":"ON","market":"TORONTO","time_zone":"Mars/Phobos"}""", 400, "time_zone")]
    [InlineData("""{"province":"ON","windows":"monday=08:00-10:00"}""", 422, "windows")]
    [InlineData("""{"province":"ON","windows":{}}""", 422, "windows")]
    [InlineData("""{"province":"ON","channels":[]}""", 422, "channels")]
    [InlineData("""{"province":"ON","time_zone":"America/Toronto"}""", 422, "time_zone")]
    [InlineData("""{"province":"ON","market":"X","time_zone":"America/Vancouver"}""", 422, "time_zone")]
    public async Task Upsert_Malformed_IsRefusedByFieldAndStoresNothing(string json, int status, string field)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "policies/upsert", json),
            status,
            status == 422 ? "invalid_policy" : "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        var policies = await api.Services.GetRequiredService<IMarketPolicies>().GetPoliciesAsync();
        Assert.Equal(13, policies.Count);
        Assert.All(policies, policy => Assert.Equal(1, policy.Version));
    }

    [Fact]
    public async Task MapValhalla_WithoutOperations_LeavesThemOut()
    {
        await using var api = await TestApi.StartAsync(operations: false);

        await TestApi.ProblemAsync(await api.GetAsync(Base + "policies"), 404, "not_found");
    }
}
