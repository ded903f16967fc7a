using System.Net;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Risk;

public sealed class RiskEndpointsTests : IAsyncLifetime
{
    private const string Base = "/api/governance/risk/";
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Policies_Seeded_AreTheSeedsArray()
    {
        var policies = await _api.GetJsonAsync(Base + "policies");

        Assert.Equal(
            ["GLOBAL 250 1500 True", "CAPITAL 150 750 True", "NOTIFY 50 200 False", "WHOLESALE 200 1000 True"],
            policies.EnumerateArray().Select(p =>
                $"{p.GetProperty("engine")} {p.GetProperty("max_daily_loss")} {p.GetProperty("max_daily_exposure")} "
                + $"{p.GetProperty("enabled")}"));
    }

    [Fact]
    public async Task CheckAndReserve_WithinCaps_Grants()
    {
        var answer = await _api.PostJsonAsync(
            Base + "check-and-reserve", """{"engine":"WHOLESALE","amount":500,"actor":"test"}""");

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.True(Guid.TryParse(answer.GetProperty("reservation_id").GetString(), out _));
    }

    [Fact]
    public async Task CheckAndReserve_OverCap_Is200WithReasonAndViolations()
    {
        var answer = await _api.PostJsonAsync(
            Base + "check-and-reserve", """{"engine":"WHOLESALE","amount":2000000,"actor":"test"}""");

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("would_exceed_policy", answer.GetProperty("reason").GetString());
        var violation = answer.GetProperty("violations")[0];
        Assert.Equal("WHOLESALE", violation.GetProperty("scope").GetString());
        Assert.Equal("max_daily_exposure", violation.GetProperty("limit").GetString());
        Assert.Equal(1000, violation.GetProperty("cap").GetDecimal());
        Assert.Equal(1_999_000, violation.GetProperty("shortfall").GetDecimal());
    }

    [Fact]
    public async Task CheckAndReserve_WithReserveFalse_BooksNothing()
    {
        var answer = await _api.PostJsonAsync(
            Base + "check-and-reserve", """{"engine":"WHOLESALE","amount":500,"reserve":false}""");

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Empty((await _api.GetJsonAsync(Base + "reservations")).EnumerateArray());
    }

    [Fact]
    public async Task Reserve_OverCap_Is409WithTheReasonAsCode()
    {
        var problem = await TestApi.ProblemAsync(
            await _api.PostAsync(Base + "reserve", """{"engine":"WHOLESALE","amount":1000.0001}"""),
            409,
            "would_exceed_policy");

        Assert.Equal(0.0001m, problem.GetProperty("violations")[0].GetProperty("shortfall").GetDecimal());
    }

    [Fact]
    public async Task Settle_InThePythonForm_SettlesByCorrelationId()
    {
        await _api.PostJsonAsync(Base + "reserve", """{"engine":"WHOLESALE","amount":100,"correlation_id":"d1"}""");

        var answer = await _api.PostJsonAsync(
            Base + "settle",
            """
            {"engine":"WHOLESALE","reserved_amount":100,"realized_loss":0,"actor":"system","correlation_id":"d1"}
            """);

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(0, answer.GetProperty("still_open").GetDecimal());
    }

    [Fact]
    public async Task Settle_Twice_Is409()
    {
        var id = (await _api.PostJsonAsync(Base + "reserve", """{"engine":"WHOLESALE","amount":100}"""))
            .GetProperty("reservation_id").GetString();
        await _api.PostJsonAsync(Base + "settle", $$"""{"reservation_id":"{{id}}","realized_profit":3}""");

        await TestApi.ProblemAsync(
            await _api.PostAsync(Base + "settle", $$"""{"reservation_id":"{{id}}"}"""), 409, "reservation_closed");
    }

    [Theory]
    [InlineData("settle")]
    [InlineData("release")]
    public async Task SettleAndRelease_OfUnknownReservation_Are404(string verb) => await TestApi.ProblemAsync(
        await _api.PostAsync(Base + verb, """{"reservation_id":"01939e2c-1f6b-7000-8000-000000000000"}"""),
        404,
        "reservation_unknown");

    [Fact]
    public async Task Release_OfOpenReservation_GivesExposureBack()
    {
        var id = (await _api.PostJsonAsync(Base + "reserve", """{"engine":"WHOLESALE","amount":100}"""))
            .GetProperty("reservation_id").GetString();

        await _api.PostJsonAsync(Base + "release", $$"""{"reservation_id":"{{id}}"}""");

        var reservation = await _api.GetJsonAsync(Base + "reservations/" + id);
        Assert.Equal("released", reservation.GetProperty("status").GetString());
        var snapshot = await _api.GetJsonAsync(Base + "snapshot");
        Assert.All(
            snapshot.GetProperty("engines").EnumerateArray(),
            e => Assert.Equal(0, e.GetProperty("exposure_used").GetDecimal()));
    }

    [Fact]
    public async Task Ledger_AfterReservation_ShowsEngineAndGlobal()
    {
        await _api.PostJsonAsync(Base + "reserve", """{"engine":"CAPITAL","amount":12.5}""");

        var ledger = await _api.GetJsonAsync(Base + "ledger/today");

        Assert.Equal(
            ["GLOBAL 12.5", "CAPITAL 12.5"],
            ledger.EnumerateArray().Where(r => r.GetProperty("exposure_used").GetDecimal() > 0)
                .Select(r => $"{r.GetProperty("engine")} {r.GetProperty("exposure_used")}"));
    }

    [Theory]
    [InlineData("?engine=WHOLESALE&enabled=false&reason=off", "", null)]
    [InlineData("", "engine=WHOLESALE&enabled=false&reason=off", "application/x-www-form-urlencoded")]
    [InlineData("", """{"engine":"WHOLESALE","enabled":false,"reason":"off"}""", "application/json")]
    [InlineData("?engine=WHOLESALE&reason=off", """{"engine":"WHOLESALE","enabled":false}""", "application/json")]
    public async Task Upsert_InEveryForm_ChangesThePolicy(string query, string body, string? type)
    {
        using var response = await _api.Client.PostAsync(
            new Uri(Base + "policies/upsert" + query, UriKind.Relative), TestApi.Body(body, type));

        var policy = (await TestApi.ReadAsync(response, HttpStatusCode.OK)).GetProperty("policy");
        Assert.False(policy.GetProperty("enabled").GetBoolean());
        Assert.Equal("off", policy.GetProperty("reason").GetString());
        Assert.Equal(1000, policy.GetProperty("max_daily_exposure").GetDecimal());
    }

    [Fact]
    public async Task Upsert_WithTwoValuesOfAField_Is400AndChangesNothing()
    {
        var problem = await TestApi.ProblemAsync(
            await _api.PostAsync(Base + "policies/upsert?enabled=true", """{"engine":"WHOLESALE","enabled":false}"""),
            400,
            "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty("enabled", out _));
        Assert.Equal(1, (await _api.GetJsonAsync(Base + "policies"))[3].GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Upsert_NullOpenCap_RemovesIt()
    {
        await _api.PostJsonAsync(Base + "policies/upsert", """{"engine":"WHOLESALE","max_open_reserved":10}""");

        var kept = await _api.PostJsonAsync(Base + "policies/upsert", """{"engine":"WHOLESALE","reason":"x"}""");
        var removed = await _api.PostJsonAsync(
            Base + "policies/upsert", """{"engine":"WHOLESALE","max_open_reserved":null}""");

        Assert.Equal(10, kept.GetProperty("policy").GetProperty("max_open_reserved").GetDecimal());
        Assert.Equal(
            System.Text.Json.JsonValueKind.Null,
            removed.GetProperty("policy").GetProperty("max_open_reserved").ValueKind);
    }

    [Fact]
    public async Task Upsert_NewEngineWithoutCaps_Is422() => await TestApi.ProblemAsync(
        await _api.PostAsync(Base + "policies/upsert", """{"engine":"NEW","enabled":true}"""), 422, "invalid_policy");

    [Fact]
    public async Task Reservations_InPages_AreReadOnceEach()
    {
        for (var i = 1; i <= 5; i++)
        {
            await _api.PostJsonAsync(Base + "reserve", $$"""{"engine":"WHOLESALE","amount":{{i}}}""");
        }

        var seen = new List<decimal>();
        var path = Base + "reservations?limit=2&engine=WHOLESALE";
        while (path is not null)
        {
            using var response = await _api.GetAsync(path);
            var page = await TestApi.ReadAsync(response, HttpStatusCode.OK);
            seen.AddRange(page.EnumerateArray().Select(r => r.GetProperty("amount").GetDecimal()));
            path = response.Headers.TryGetValues("Link", out var link)
                ? Base + "reservations" + link.Single().Split('<', '>')[1]
                : null;
        }

        // Reservations of one millisecond have no order among themselves.
        Assert.Equal([1, 2, 3, 4, 5], seen.Order());
    }

    [Theory]
    [InlineData("reservations?limit=0")]
    [InlineData("reservations?limit=1001")]
    [InlineData("reservations?limit=x")]
    [InlineData("reservations?engine=wholesale")]
    [InlineData("reservations?status=gone")]
    [InlineData("events?kind=gone")]
    [InlineData("events?reservation_id=7")]
    [InlineData("events?limit=1&limit=2")]
    public async Task Lists_WithBadQuery_Are400(string path) =>
        await TestApi.ProblemAsync(await _api.GetAsync(Base + path), 400, "invalid_request");

    [Theory]
    [InlineData("reservations?cursor=abc")]
    [InlineData("events?cursor=MS4tMQ")]
    [InlineData("events?cursor=")]
    [InlineData("events?cursor=%22..%2Fetc%22")]
    public async Task Lists_WithForeignCursor_Are400(string path) =>
        await TestApi.ProblemAsync(await _api.GetAsync(Base + path), 400, "invalid_cursor");

    [Theory]
    [InlineData("")]
    [InlineData("not-a-guid")]
    [InlineData("01939e2c-1f6b-7000-8000-000000000000")]
    public async Task Reservation_Unknown_Is404(string id)
    {
        using var response = await _api.GetAsync(Base + "reservations/" + id);

        Assert.Equal(id.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
    }
}
