using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Regression;

public sealed class RegressionEndpointsTests
{
    private const string Base = "/api/governance/regression/";
    private static readonly KpiSeries Series = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    private readonly IKpiEmitter _kpi = Substitute.For<IKpiEmitter>();
    private readonly IRegressionTripwire _tripwire = Substitute.For<IRegressionTripwire>();

    private Task<TestApi> StartAsync() => TestApi.StartAsync(b =>
    {
        b.Services.AddSingleton(_kpi);
        b.Services.AddSingleton(_tripwire);
    });

    [Fact]
    public async Task Kpi_OfTheSeeds_AnswersOkAndId()
    {
        _kpi.EmitAsync(default, default).ReturnsForAnyArgs(1);
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(
            Base + "kpi", """{"domain":"WHOLESALE","metric":"contract_rate","success":true,"actor":"system"}""");

        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(1, answer.GetProperty("id").GetInt64());
        await _kpi.Received(1).EmitAsync(
            new KpiEvent { Domain = Series.Domain, Metric = Series.Metric, Success = true, Actor = "system" },
            Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("""{"domain":"WHOLESALE","metric":"contract_rate"}""", "success")]
    [InlineData("""{"domain":"WHOLESALE","metric":"Contract","success":true}""", "metric")]
    [InlineData("""{"metric":"x","success":true}""", "domain")]
    [InlineData("""{"domain":"A","metric":"x","success":true,"duration_ms":-1}""", "duration_ms")]
    [InlineData("""{"domain":"A","metric":"x","success":true,"detail":7}""", "detail")]
    public async Task Kpi_Malformed_Is400(string json, string field)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(await api.PostAsync(Base + "kpi", json), 400, "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
        await _kpi.DidNotReceiveWithAnyArgs().EmitAsync(default, default);
    }

    [Theory]
    [InlineData(IdempotencyStatus.Fresh, 200, null)]
    [InlineData(IdempotencyStatus.Replayed, 200, null)]
    [InlineData(IdempotencyStatus.KeyReused, 409, "idempotency_key_reused")]
    [InlineData(IdempotencyStatus.InFlight, 409, "in_flight")]
    public async Task Batch_WithAKey_AnswersByItsStatus(IdempotencyStatus status, int expected, string? code)
    {
        _kpi.EmitBatchAsync(default!, default, default).ReturnsForAnyArgs(new KpiBatchResult([7, 8], status));
        await using var api = await StartAsync();

        using var response = await api.PostAsync(
            Base + "kpi/batch",
            """
            {"events":[{"domain":"A","metric":"x","success":true},{"domain":"A","metric":"x","value":2}],
             "idempotency_key":"k"}
            """);

        if (code is null)
        {
            var answer = await TestApi.ReadAsync(response, (HttpStatusCode)expected);
            Assert.Equal(2, answer.GetProperty("count").GetInt32());
            Assert.Equal(status == IdempotencyStatus.Replayed, answer.GetProperty("idempotent_replay").GetBoolean());
        }
        else
        {
            await TestApi.ProblemAsync(response, expected, code);
        }
    }

    [Theory]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"events":null}""")]
    [InlineData("""{"events":[null]}""")]
    [InlineData("""{"events":[{"domain":"A","metric":"x","success":true,"idempotency_key":"k"}]}""")]
    public async Task Batch_Malformed_Is400(string json)
    {
        await using var api = await StartAsync();

        await TestApi.ProblemAsync(await api.PostAsync(Base + "kpi/batch", json), 400, "invalid_request");
    }

    [Fact]
    public async Task Evaluate_InTheSeedsForm_AnswersTheFigures()
    {
        var state = new RegressionState
        {
            Series = Series, Verdict = RegressionVerdict.Triggered, Triggered = true, IsThrottled = true,
            Baseline = 0.95, Current = 0.74, Drop = 0.221052631578947, Events = 250,
        };
        _tripwire.EvaluateAsync(Series, "test", Arg.Any<CancellationToken>())
            .Returns(new RegressionEvaluation(new RegressionPolicy { Series = Series }, state, true));
        await using var api = await StartAsync();

        using var response = await api.PostAsync(
            Base + "evaluate", "domain=WHOLESALE&metric=contract_rate&actor=test", "application/x-www-form-urlencoded");

        var answer = await TestApi.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal("triggered", answer.GetProperty("status").GetString());
        Assert.True(answer.GetProperty("triggered").GetBoolean());
        Assert.Equal(0.95, answer.GetProperty("baseline").GetDouble());
        Assert.Equal(0.74, answer.GetProperty("current").GetDouble());
        Assert.Equal(0.221053, answer.GetProperty("drop").GetDouble());
    }

    [Fact]
    public async Task Evaluate_WithoutPolicy_Is404()
    {
        await using var api = await StartAsync();

        await TestApi.ProblemAsync(
            await api.PostAsync(Base + "evaluate", """{"domain":"A","metric":"x"}"""), 404, "not_found");
    }

    [Fact]
    public async Task Rearm_WithoutReason_Is400()
    {
        await using var api = await StartAsync();

        await TestApi.ProblemAsync(
            await api.PostAsync(Base + "rearm", """{"domain":"A","metric":"x"}"""), 400, "reason_required");
    }

    [Fact]
    public async Task Upsert_WithSensibleFields_PassesThemOn()
    {
        _tripwire.UpsertPolicyAsync(default!, default).ReturnsForAnyArgs(new RegressionPolicy { Series = Series });
        await using var api = await StartAsync();

        await api.PostJsonAsync(
            Base + "policies/upsert",
            """
            {"domain":"WHOLESALE","metric":"contract_rate","enabled":true,"action":"KILL_SWITCH","changed_by":"t"}
            """);

        await _tripwire.Received(1).UpsertPolicyAsync(
            new RegressionPolicyChange(Series, new ChangeAuthor("t", null, "127.0.0.1"))
            {
                Enabled = true, Action = RegressionAction.KillSwitch,
            },
            Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("window_events", "4")]
    [InlineData("baseline_events", "100001")]
    [InlineData("max_drop", "0")]
    [InlineData("max_drop", "1.1")]
    [InlineData("action", "\"STOP\"")]
    [InlineData("evidence", "\"sometimes\"")]
    public async Task Upsert_OutOfRange_Is400(string field, string value)
    {
        await using var api = await StartAsync();

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "policies/upsert", $$"""{"domain":"A","metric":"x","{{field}}":{{value}}}"""),
            400,
            "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Backtest_ReadsThePagesOldestFirst()
    {
        _kpi.ListAsync(default!, default).ReturnsForAnyArgs(
            [new KpiRecord(2, Event(false)), new KpiRecord(1, Event(true))]);
        KpiEvent[]? replayed = null;
        _tripwire.GetPoliciesAsync(default).ReturnsForAnyArgs(new List<RegressionPolicy>());
        _tripwire.Backtest(default!, default!).ReturnsForAnyArgs(call =>
        {
            replayed = [.. call.Arg<IEnumerable<KpiEvent>>()];
            return new BacktestResult(2, [new BacktestFiring(2, 0, 1, 0.5, 0.5)]);
        });
        await using var api = await StartAsync();

        var answer = await api.PostJsonAsync(
            Base + "backtest", """{"domain":"WHOLESALE","metric":"contract_rate","window_events":5}""");

        Assert.Equal([true, false], replayed!.Select(e => e.Success));
        Assert.Equal(1, answer.GetProperty("firings").GetArrayLength());
    }

    private static KpiEvent Event(bool success) =>
        new() { Domain = Series.Domain, Metric = Series.Metric, Success = success };
}
