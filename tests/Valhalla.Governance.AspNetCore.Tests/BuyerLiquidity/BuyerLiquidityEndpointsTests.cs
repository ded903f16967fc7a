using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.BuyerLiquidity;

public sealed class BuyerLiquidityEndpointsTests
{
    private const string Base = "/api/buyers/liquidity/";
    private const string Toronto = "\"province\":\"ON\",\"market\":\"TORONTO\"";

    private readonly FakeTimeProvider _time = new();

    private Task<TestApi> StartAsync() => TestApi.StartAsync(b => b.Services.AddSingleton<TimeProvider>(_time));

    [Fact]
    public async Task Feedback_EveryField_AnswersIdAndNode()
    {
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(
            Base + "feedback",
            $$"""
            {{{Toronto}},"property_type":"CONDO","kind":"RESPONDED","buyer_id":"b-7","actor":"va1",
             "correlation_id":"deal-7","detail":{"note":"wants two"} }
            """);

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(1, answer.GetProperty("id").GetInt64());
        Assert.False(answer.GetProperty("idempotent_replay").GetBoolean());
        var node = answer.GetProperty("node");
        Assert.Equal("CONDO", node.GetProperty("property_type").GetString());
        Assert.Equal(1, node.GetProperty("events").GetInt64());
        Assert.Equal(1, node.GetProperty("contacts").GetDouble(), 9);
        Assert.Equal(1, node.GetProperty("response_rate").GetDouble());
        Assert.Equal(0, node.GetProperty("close_rate").GetDouble());
    }

    [Fact]
    public async Task Feedback_SameKey_IsRecordedOnce()
    {
        await using var api = await StartAsync();
        var json = $$"""{{{Toronto}},"kind":"CLOSED","idempotency_key":"k-1"}""";

        var first = await api.PostJsonAsync(Base + "feedback", json);
        var again = await api.PostJsonAsync(Base + "feedback", json);
        using var other = await api.PostAsync(
            Base + "feedback", json.Replace("CLOSED", "DECLINED", StringComparison.Ordinal));

        Assert.True(again.GetProperty("idempotent_replay").GetBoolean());
        Assert.Equal(first.GetProperty("node").GetRawText(), again.GetProperty("node").GetRawText());
        await TestApi.ProblemAsync(other, 409, "idempotency_key_reused");
        Assert.Equal(1, (await NodesAsync(api))[0].GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData("""{"market":"TORONTO","kind":"CLOSED"}""", "province")]
    [InlineData("""{"province":"XX","market":"TORONTO","kind":"CLOSED"}""", "province")]
    [InlineData("""{"province":"ON","kind":"CLOSED"}""", "market")]
    [InlineData("""{"province":"ON","market":"Toronto","kind":"CLOSED"}""", "market")]
    [InlineData("""{"province":"ON","market":"TORONTO"}""", "kind")]
    [InlineData("""{"province":"ON","market":"TORONTO","kind":"BOUGHT"}""", "kind")]
    [InlineData("""{"province":"ON","market":"TORONTO","kind":"CLOSED","property_type":"a b"}""", "property_type")]
    [InlineData("""{"province":"ON","market":"TORONTO","kind":"CLOSED","buyer_id":""}""", "buyer_id")]
    [InlineData("""{"province":"ON","market":"TORONTO","kind":"CLOSED","event":"x"}""", "event")]
    public async Task Feedback_Malformed_Is400NamesTheFieldAndStoresNothing(string json, string field)
    {
        await using var api = await StartAsync();

        using var response = await api.PostAsync(Base + "feedback", json);

        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = problem.GetProperty("errors");
        Assert.True(errors.TryGetProperty(field, out var messages), errors.GetRawText());
        Assert.Equal(1, messages.GetArrayLength());
        Assert.Empty(await NodesAsync(api));
    }

    [Fact]
    public async Task Feedback_BuyerIdOfTenKilobytes_Is400AndStoresNothing()
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync(
                Base + "feedback", $$"""{{{Toronto}},"kind":"CLOSED","buyer_id":"{{new string('b', 10_240)}}"}"""),
            400,
            "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty("buyer_id", out _));
        Assert.Empty(await NodesAsync(api));
    }

    [Fact]
    public async Task Score_Market_HasEveryTerm()
    {
        await using var api = await StartAsync();
        await RecordAsync(api, "CONTACTED", 80);
        await RecordAsync(api, "RESPONDED", 60);
        await RecordAsync(api, "CLOSED", 20);

        var score = await api.GetJsonAsync(Base + "score?province=ON&market=TORONTO&property_type=SFR");

        Assert.Equal(
            ["close_component", "close_rate", "half_life_days", "is_cold", "level", "market", "market_n",
                "min_contacts", "n", "property_type", "province", "response_component", "response_rate", "score",
                "weight"],
            score.EnumerateObject().Select(term => term.Name).Order(StringComparer.Ordinal));
        Assert.Equal("market", score.GetProperty("level").GetString());
        Assert.Equal(0.75, score.GetProperty("response_rate").GetDouble(), 9);
        Assert.Equal(0.25, score.GetProperty("close_rate").GetDouble(), 9);
        Assert.Equal(75, score.GetProperty("response_component").GetDouble(), 9);
        Assert.Equal(40, score.GetProperty("close_component").GetDouble(), 9);
        Assert.Equal(0.8, score.GetProperty("weight").GetDouble(), 9);
        Assert.Equal(92, score.GetProperty("score").GetDouble(), 9); // (75 + 40) · 80 / 100
        Assert.Equal(30, score.GetProperty("half_life_days").GetInt32());
        Assert.False(score.GetProperty("is_cold").GetBoolean());
    }

    [Fact]
    public async Task Score_ThirtyDaysLater_FallsBackToTheProvinceAndSaysSo()
    {
        await using var api = await StartAsync();
        await RecordAsync(api, "CONTACTED", 30);
        // A jump: the host's polls of a month are not what this is about.
        _time.SetUtcNow(_time.GetUtcNow().AddDays(30));

        var score = await api.GetJsonAsync(Base + "score?province=ON&market=TORONTO");

        Assert.Equal("province", score.GetProperty("level").GetString());
        Assert.Equal(15, score.GetProperty("market_n").GetDouble(), 9);
        Assert.Equal(15, score.GetProperty("n").GetDouble(), 9);
        Assert.Equal("SFR", score.GetProperty("property_type").GetString());
        Assert.True(score.GetProperty("is_cold").GetBoolean());
    }

    [Theory]
    [InlineData("score", "province")]
    [InlineData("score?province=ZZ", "province")]
    [InlineData("score?province=ON&market=to%20ronto", "market")]
    [InlineData("score?province=ON&province=QC", "province")]
    [InlineData("score?province=ON&property_type=-", "property_type")]
    [InlineData("nodes?province=on", "province")]
    [InlineData("nodes?limit=0", "limit")]
    public async Task Reads_Malformed_Are400AndNameTheField(string path, string field)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(await api.GetAsync(Base + path), 400, "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Nodes_PageByPage_EveryNodeOnceAndTheSameAverage()
    {
        await using var api = await StartAsync();
        await RecordAsync(api, "CONTACTED", 3);
        await RecordAsync(api, "CONTACTED", 1, "OTTAWA");
        await RecordAsync(api, "RESPONDED", 1, "OTTAWA");
        await RecordAsync(api, "RESPONDED", 1, new string('Z', 64), new string('T', 64));
        var markets = new List<string>();
        var path = Base + "nodes?limit=1";
        while (path is not null)
        {
            using var response = await api.GetAsync(path);
            var page = await TestApi.ReadAsync(response, HttpStatusCode.OK);
            Assert.Equal(0.4, page.GetProperty("avg_response_rate").GetDouble(), 9);
            markets.AddRange(page.GetProperty("nodes").EnumerateArray()
                .Select(node => node.GetProperty("market").GetString()!));
            path = response.Headers.TryGetValues("Link", out var links)
                ? Base + "nodes" + links.Single()[1..links.Single().IndexOf('>', StringComparison.Ordinal)]
                : null;
        }

        Assert.Equal(["OTTAWA", "TORONTO", new string('Z', 64)], markets);
        await TestApi.ProblemAsync(await api.GetAsync(Base + "nodes?cursor=MS54"), 400, "invalid_cursor");
    }

    [Fact]
    public async Task Endpoints_LeftOut_AreNotMapped()
    {
        await using var api = await TestApi.StartAsync(map: app => app.MapValhalla(o => o.Liquidity = false));

        using var response = await api.GetAsync(Base + "nodes");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/followups/ladder/create")]
    [InlineData("/api/followups/claim")]
    [InlineData("/api/deals/offers/compute")]
    public async Task OperationsThatAct_EnforcedAndGoLiveOff_AreDenied(string path)
    {
        await using var api = await TestApi.StartAsync(governed: "production");

        await TestApi.ProblemAsync(await api.PostAsync(path, "{}"), 403, "go_live_disabled");
    }

    [Theory]
    [InlineData("/api/buyers/liquidity/nodes")]
    [InlineData("/api/followups/due")]
    [InlineData("/api/deals/offers/policies")]
    public async Task OperationsThatRead_EnforcedAndGoLiveOff_Answer(string path)
    {
        await using var api = await TestApi.StartAsync(governed: "production");

        using var response = await api.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<JsonElement[]> NodesAsync(TestApi api) =>
        [.. (await api.GetJsonAsync(Base + "nodes")).GetProperty("nodes").EnumerateArray()];

    private static async Task RecordAsync(
        TestApi api, string kind, int times, string market = "TORONTO", string type = "SFR")
    {
        for (var i = 0; i < times; i++)
        {
            await api.PostJsonAsync(
                Base + "feedback",
                $$"""{"province":"ON","market":"{{market}}","property_type":"{{type}}","kind":"{{kind}}"}""");
        }
    }
}
