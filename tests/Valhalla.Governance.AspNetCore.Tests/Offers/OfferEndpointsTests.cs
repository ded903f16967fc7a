using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Offers;

public sealed class OfferEndpointsTests : IAsyncLifetime
{
    private const string Base = "/api/deals/offers/";
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Policies_Seeded_ThirteenDisabled()
    {
        var policies = (await _api.GetJsonAsync(Base + "policies")).EnumerateArray().ToList();

        Assert.Equal(13, policies.Count);
        Assert.All(policies, policy => Assert.Equal(
            "False 0.7", $"{policy.GetProperty("enabled")} {policy.GetProperty("multiplier").GetDecimal():0.####}"));
    }

    [Fact]
    public async Task Upsert_SeedsCallVerbatim_Enables() // curl -X POST "…/upsert?province=ON&enabled=true"
    {
        using var response = await _api.Client.PostAsync(
            new Uri("/api/deals/offers/policies/upsert?province=ON&enabled=true", UriKind.Relative), null);

        var answer = await TestApi.ReadAsync(response, HttpStatusCode.OK);
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.True(answer.GetProperty("policy").GetProperty("enabled").GetBoolean());
        Assert.Equal(2, answer.GetProperty("policy").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Upsert_FormThenJson_ChangesWhatIsGiven()
    {
        var form = await TestApi.ReadAsync(
            await _api.PostAsync(
                Base + "policies/upsert",
                "province=ON&multiplier=0.655&fees=2500.25&min_offer=10000&max_offer=900000&min_comps=3",
                "application/x-www-form-urlencoded"),
            HttpStatusCode.OK);
        var json = await _api.PostJsonAsync(
            Base + "policies/upsert", """{"province":"ON","multiplier":0.70,"max_offer":null,"reason":"pilot"}""");

        Assert.Equal(0.655m, form.GetProperty("policy").GetProperty("multiplier").GetDecimal());
        var policy = json.GetProperty("policy");
        Assert.Equal(0.70m, policy.GetProperty("multiplier").GetDecimal());
        Assert.Equal(2_500.25m, policy.GetProperty("fees").GetDecimal());
        Assert.Equal(10_000, policy.GetProperty("min_offer").GetDecimal());
        Assert.Equal(JsonValueKind.Null, policy.GetProperty("max_offer").ValueKind);
        Assert.Equal(3, policy.GetProperty("min_comps").GetInt32());
    }

    [Theory]
    [InlineData("""{"province":"XX"}""", "province")]
    [InlineData("""{"province":"on"}""", "province")]
    [InlineData("""{"enabled":true}""", "province")]
    [InlineData("""{"province":"ON","multiplier":0}""", "multiplier")]
    [InlineData("""{"province":"ON","multiplier":1.0001}""", "multiplier")]
    [InlineData("""{"province":"ON","multiplier":0.70001}""", "multiplier")]
    [InlineData("""{"province":"ON","fees":-1}""", "fees")]
    [InlineData("""{"province":"ON","min_offer":-1}""", "min_offer")]
    [InlineData("""{"province":"ON","max_offer":0}""", "max_offer")]
    [InlineData("""{"province":"ON","min_comps":101}""", "min_comps")]
    [InlineData("""{"province":"ON","max_offr":1}""", "max_offr")]
    public async Task Upsert_Malformed_Is400NamingTheFieldAndChangesNothing(string json, string field)
    {
        using var response = await _api.PostAsync(Base + "policies/upsert", json);

        await AssertNamedAsync(response, field);
        Assert.All(
            (await _api.GetJsonAsync(Base + "policies")).EnumerateArray(),
            policy => Assert.Equal(1, policy.GetProperty("version").GetInt64()));
    }

    [Fact]
    public async Task Upsert_BoundsTheWrongWayRound_Is422()
    {
        var problem = await TestApi.ProblemAsync(
            await _api.PostAsync(Base + "policies/upsert", """{"province":"ON","min_offer":2,"max_offer":1}"""),
            422,
            "invalid_policy");

        Assert.True(problem.GetProperty("errors").TryGetProperty("min_offer", out _));
    }

    [Fact]
    public async Task Compute_SeedsExample_AnswersTheMao()
    {
        await EnableAsync();

        var answer = await _api.PostJsonAsync(
            Base + "compute",
            """
            {"province":"ON","market":"TORONTO","lead_id":"lead-7","arv":450000,"repairs":50000,
             "comps":[{"price":440000,"street":"Élan"}],"assumptions":{"rate":0.05},"correlation_id":"deal-7"}
            """);

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("ok", answer.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("reason").ValueKind);
        Assert.Equal(265_000, answer.GetProperty("calc").GetProperty("mao").GetDecimal());
        Assert.Equal(0.70m, answer.GetProperty("calc").GetProperty("multiplier").GetDecimal());
        Assert.Equal("none", answer.GetProperty("calc").GetProperty("bound").GetString());
        Assert.Equal(64, answer.GetProperty("hash").GetString()!.Length);
        Assert.Equal(2, answer.GetProperty("policy_version").GetInt64());
        Assert.Equal("deal-7", answer.GetProperty("correlation_id").GetString());
        var evidence = await _api.Services.GetRequiredService<IOfferStrategy>()
            .FindEvidenceAsync(answer.GetProperty("evidence_id").GetInt64());
        Assert.Equal("""[{"price":440000,"street":"Élan"}]""", evidence!.CompsJson);
        Assert.True(evidence.HasValidHash());
    }

    [Fact]
    public async Task Compute_DisabledPolicy_Is200WithReason()
    {
        var answer = await _api.PostJsonAsync(Base + "compute", """{"province":"ON","arv":450000,"repairs":50000}""");

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("policy_disabled", answer.GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("calc").ValueKind);
    }

    [Fact]
    public async Task Compute_ReserveOverCap_Is200WithViolations()
    {
        await EnableAsync();

        var answer = await _api.PostJsonAsync(
            Base + "compute", """{"province":"ON","arv":450000,"repairs":50000,"reserve":true}""");

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("risk_denied", answer.GetProperty("status").GetString());
        Assert.Equal("would_exceed_policy", answer.GetProperty("reason").GetString());
        var violation = answer.GetProperty("reservation").GetProperty("violations")[0];
        Assert.Equal("WHOLESALE", violation.GetProperty("scope").GetString());
        Assert.Equal(264_000, violation.GetProperty("shortfall").GetDecimal());
    }

    [Fact]
    public async Task Compute_ReserveWithinCap_ReservesForTheNamedEngine()
    {
        await EnableAsync();

        var answer = await _api.PostJsonAsync(
            Base + "compute",
            """{"province":"ON","arv":1000,"repairs":200,"reserve":true,"engine":"CAPITAL","expires_in_seconds":60}""");

        Assert.True(answer.GetProperty("ok").GetBoolean());
        var id = answer.GetProperty("reservation").GetProperty("reservation_id").GetString();
        var reservation = await _api.GetJsonAsync("/api/governance/risk/reservations/" + id);
        Assert.Equal("CAPITAL", reservation.GetProperty("engine").GetString());
        Assert.Equal(500, reservation.GetProperty("amount").GetDecimal());
        Assert.Equal(
            TimeSpan.FromSeconds(60),
            reservation.GetProperty("expires_at").GetDateTimeOffset()
                - reservation.GetProperty("created_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Compute_SameKey_SameOfferAndAnotherBody409()
    {
        await EnableAsync();
        const string Body = """{"province":"ON","arv":1000,"repairs":200,"idempotency_key":"k1"}""";

        var first = await _api.PostJsonAsync(Base + "compute", Body);
        var second = await _api.PostJsonAsync(Base + "compute", Body);

        Assert.Equal(first.GetProperty("evidence_id").GetInt64(), second.GetProperty("evidence_id").GetInt64());
        Assert.Equal(first.GetProperty("hash").GetString(), second.GetProperty("hash").GetString());
        Assert.True(second.GetProperty("idempotent_replay").GetBoolean());
        await TestApi.ProblemAsync(
            await _api.PostAsync(Base + "compute", Body.Replace("200", "201", StringComparison.Ordinal)),
            409,
            "idempotency_key_reused");
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { """{"province":"XX","arv":1,"repairs":0}""", "province" },
        { """{"arv":1,"repairs":0}""", "province" },
        { """{"province":"ON","repairs":0}""", "arv" },
        { """{"province":"ON","arv":1}""", "repairs" },
        { """{"province":"ON","arv":-450000,"repairs":0}""", "arv" },
        { """{"province":"ON","arv":0,"repairs":0}""", "arv" },
        { """{"province":"ON","arv":1.00001,"repairs":0}""", "arv" },
        { """{"province":"ON","arv":1000000000001,"repairs":0}""", "arv" },
        { """{"province":"ON","arv":1e400,"repairs":0}""", "arv" },
        { """{"province":"ON","arv":"1","repairs":0}""", "arv" },
        { """{"province":"ON","arv":NaN,"repairs":0}""", "arv" },
        { """{"province":"ON","arv":1,"repairs":-1}""", "repairs" },
        { """{"province":"ON","arv":1,"repairs":1.0001}""", "repairs" },
        { """{"province":"ON","arv":1,"repairs":0,"fees":-1}""", "fees" },
        { """{"province":"ON","arv":1,"repairs":0,"market":"toronto"}""", "market" },
        { """{"province":"ON","arv":1,"repairs":0,"comps":{}}""", "comps" },
        { """{"province":"ON","arv":1,"repairs":0,"comps":[{"price":-1}]}""", "comps" },
        { """{"province":"ON","arv":1,"repairs":0,"comps":[{"price":1e40}]}""", "comps" },
        { """{"province":"ON","arv":1,"repairs":0,"assumptions":[]}""", "assumptions" },
        { """{"province":"ON","arv":1,"repairs":0,"engine":"CAPITAL"}""", "engine" },
        { """{"province":"ON","arv":1,"repairs":0,"reserve":true,"engine":"GLOBAL"}""", "engine" },
        { """{"province":"ON","arv":1,"repairs":0,"reserve":true,"expires_in_seconds":0}""", "expires_in_seconds" },
        { "{\"province\":\"ON\",\"arv\":1,\"repairs\":0,\"lead_id\":\"" + new string('x', 10_240) + "\"}", "lead_id" },
        { """{"province":"ON","arv":1,"repairs":0,"lead_id":"a\u0000b"}""", "lead_id" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Compute_Malformed_Is400NamingTheFieldAndStoresNothing(string json, string field)
    {
        await EnableAsync();

        using var response = await _api.PostAsync(Base + "compute", json);

        await AssertNamedAsync(response, field);
        Assert.Null(await _api.Services.GetRequiredService<IOfferStrategy>().FindEvidenceAsync(1));
        Assert.Empty((await _api.GetJsonAsync("/api/governance/risk/reservations")).EnumerateArray());
    }

    [Fact]
    public async Task Compute_SeveralMistakes_NamesAll()
    {
        var problem = await ProblemAsync(await _api.PostAsync(
            Base + "compute", """{"province":"XX","arv":-1,"repairs":-1,"market":"x","lead_id":""}"""));

        Assert.Equal(
            ["arv", "lead_id", "market", "province", "repairs"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Map_WithoutOperationsOrLeftOut_HasNoOffers()
    {
        await using var without = await TestApi.StartAsync(valhalla: v => v.Services.RemoveAll<IOfferStrategy>());
        await using var leftOut = await TestApi.StartAsync(
            map: app => app.MapValhalla(options => options.Offers = false));

        Assert.Equal(HttpStatusCode.NotFound, (await without.GetAsync(Base + "policies")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leftOut.GetAsync(Base + "policies")).StatusCode);
    }

    private Task<JsonElement> EnableAsync() =>
        _api.PostJsonAsync(Base + "policies/upsert", """{"province":"ON","enabled":true}""");

    private static async Task AssertNamedAsync(HttpResponseMessage response, string field)
    {
        var problem = await ProblemAsync(response);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        var problem = await TestApi.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return problem;
    }
}
