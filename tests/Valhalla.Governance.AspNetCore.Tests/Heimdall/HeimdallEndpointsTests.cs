using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Heimdall;

public sealed class HeimdallEndpointsTests
{
    private const string Base = "/api/governance/heimdall/";
    private static readonly DomainName Offer = new("WHOLESALE_OFFER");

    private static readonly HeimdallPolicy Policy = new() { Domain = Offer, MinConfidenceProd = 0.92 };

    private readonly IHeimdallCharter _charter = Substitute.For<IHeimdallCharter>();

    private Task<TestApi> StartAsync() => TestApi.StartAsync(b => b.Services.AddSingleton(_charter));

    [Fact]
    public async Task Recommend_NotEligible_Is200WithEveryReason()
    {
        _charter.RecommendAsync(default!, default).ReturnsForAnyArgs(new RecommendResult(
            7, false, [HeimdallReason.ProdUseDisabled, HeimdallReason.NotEnoughTrials], null));
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(
            Base + "recommend",
            """
            {"domain":"WHOLESALE_OFFER","confidence":0.95,"recommendation":{ "offer_id": 123, "price": 1500 },
             "evidence":{ "model": "v2.1", "prediction_score": 0.95 },"actor":"heimdall_ai"}
            """);

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.False(answer.GetProperty("prod_eligible").GetBoolean());
        Assert.Equal(7, answer.GetProperty("id").GetInt64());
        Assert.Equal(
            ["prod_use_disabled", "not_enough_trials"],
            answer.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        await _charter.Received(1).RecommendAsync(
            new RecommendRequest(Offer, 0.95, """{"offer_id":123,"price":1500}""")
            {
                EvidenceJson = """{"model":"v2.1","prediction_score":0.95}""", Actor = "heimdall_ai",
            },
            Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("""{"domain":"A","recommendation":{}}""", "confidence")]
    [InlineData("""{"domain":"A","confidence":1.01,"recommendation":{}}""", "confidence")]
    [InlineData("""{"domain":"A","confidence":1}""", "recommendation")]
    [InlineData("""{"domain":"a","confidence":1,"recommendation":{}}""", "domain")]
    public async Task Recommend_Malformed_Is400(string json, string field)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(await api.PostAsync(Base + "recommend", json), 400, "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData(OutcomeStatus.Recorded, 200)]
    [InlineData(OutcomeStatus.AlreadyRecorded, 200)]
    [InlineData(OutcomeStatus.RecommendationUnknown, 404)]
    [InlineData(OutcomeStatus.ConflictingOutcome, 409)]
    [InlineData(OutcomeStatus.DeadlinePassed, 409)]
    public async Task Outcome_OfEachStatus_HasItsAnswer(OutcomeStatus status, int expected)
    {
        _charter.RecordOutcomeAsync(default, default, default!, default).ReturnsForAnyArgs(status);
        await using var api = await StartAsync();

        using var response = await api.PostAsync(Base + "recommendations/7/outcome", """{"success":true}""");

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Outcome_OfAnIdThatIsNone_Is404()
    {
        await using var api = await StartAsync();

        await TestApi.ProblemAsync(
            await api.PostAsync(Base + "recommendations/x/outcome", """{"success":true}"""),
            404,
            "recommendation_unknown");
    }

    [Fact]
    public async Task Promote_WithoutBody_Is400() // as the seeds call it
    {
        await using var api = await StartAsync();

        using var response = await api.Client.PostAsync(new Uri(Base + "promote", UriKind.Relative), null);

        await TestApi.ProblemAsync(response, 400, "invalid_request");
    }

    [Fact]
    public async Task Promote_Refused_Is409WithReasons()
    {
        _charter.PromoteAsync(default, default, default!, default, default).ReturnsForAnyArgs(
            new PromotionResult(false, [HeimdallReason.NotEnoughTrials], Policy, null));
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "promote", """{"domain":"WHOLESALE_OFFER"}"""), 409, "not_promotable");

        Assert.Equal("not_enough_trials", problem.GetProperty("reasons")[0].GetString());
    }

    [Fact]
    public async Task Demote_OfUnknownDomain_Is404()
    {
        _charter.DemoteAsync(default, default!, default, default).ReturnsForAnyArgs(
            new PromotionResult(false, [HeimdallReason.PolicyMissing], null, null));
        await using var api = await StartAsync();

        await TestApi.ProblemAsync(
            await api.PostAsync(Base + "demote", """{"domain":"NONE"}"""), 404, "policy_missing");
    }

    [Fact]
    public async Task Upsert_ValuesThatMakeNoSense_Are422()
    {
        _charter.UpsertPolicyAsync(default!, default).ReturnsForAnyArgs<ValueTask<HeimdallPolicy>>(
            _ => throw new PolicyValidationException("prod_use_enabled", "Promote the domain instead."));
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "policies/upsert?domain=BUYER_MATCH&prod_use_enabled=true", "", "text/plain"),
            422,
            "invalid_policy");

        Assert.True(problem.GetProperty("errors").TryGetProperty("prod_use_enabled", out _));
    }

    [Fact]
    public async Task Scorecards_OfSomeDays_AreAnArray()
    {
        var card = new HeimdallScorecard
        {
            Domain = Offer, FromDay = new DateOnly(2026, 1, 1), ToDay = new DateOnly(2026, 1, 7),
            Trials = 3, Successes = 2,
            SuccessRate = 2.0 / 3, Bins = [new CalibrationBin(0.9, 1, 3, 2, 0.95)],
        };
        _charter.GetScorecardsAsync(default, default, default, default).ReturnsForAnyArgs(
            new List<HeimdallScorecard> { card });
        await using var api = await StartAsync();

        var cards = await api.GetJsonAsync(Base + "scorecard?days=7");
        var calibration = await api.GetJsonAsync(Base + "calibration?domain=WHOLESALE_OFFER");
        await api.GetJsonAsync(Base + "scorecard/today");

        Assert.Equal(0.666667, cards[0].GetProperty("success_rate").GetDouble());
        Assert.Equal("2026-01-07", cards[0].GetProperty("to_day").GetString());
        Assert.Equal(1, calibration[0].GetProperty("bins").GetArrayLength());
        await _charter.Received(1).GetScorecardsAsync(null, null, 7, Arg.Any<CancellationToken>());
        await _charter.Received(1).GetScorecardsAsync(null, null, 1, Arg.Any<CancellationToken>());
        await TestApi.ProblemAsync(await api.GetAsync(Base + "scorecard?days=367"), 400, "invalid_request");
    }

    [Fact]
    public async Task Snapshot_NamesWhatStandsAgainstAPromotion()
    {
        var card = new HeimdallScorecard { Domain = Offer, FromDay = default, ToDay = default };
        _charter.GetSnapshotAsync(default).ReturnsForAnyArgs(new List<HeimdallSnapshot>
        {
            new(Policy, card, [HeimdallReason.NotEnoughTrials]),
        });
        await using var api = await StartAsync();

        var snapshot = await api.GetJsonAsync(Base + "snapshot");

        Assert.Equal(
            "not_enough_trials", snapshot.GetProperty("domains")[0].GetProperty("promotion_blockers")[0].GetString());
    }
}
