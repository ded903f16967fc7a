using NSubstitute;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class RegressionTripwireTests : IDisposable
{
    private const string Reason = "Regression tripwire: WHOLESALE.contract_rate drop=0.221";

    private readonly TripwireFixture _fixture = new();

    private static KpiSeries Series => TripwireFixture.ContractRate;

    private static EngineName Wholesale { get; } = new("WHOLESALE");

    // The source documents' story: 200 events at 95 %, enable, evaluate, 37 of 50, evaluate, look at the policy.
    [Fact]
    public async Task EvaluateAsync_SourceStory_WarmsUpThenThrottlesOnce()
    {
        _fixture.Events.Add(Series, 190, 10);
        await _fixture.EnableAsync(Series);
        var first = await _fixture.EvaluateAsync(Series);
        _fixture.Events.Add(Series, 37, 13);
        var second = await _fixture.EvaluateAsync(Series);
        var third = await _fixture.EvaluateAsync(Series);

        Assert.Equal(RegressionVerdict.WarmingUp, first.State.Verdict);
        Assert.Equal((0.95, 0.95, 0.0), (first.State.Baseline!.Value, first.State.Current!.Value, first.State.Drop));
        Assert.False(first.State.Triggered);
        Assert.True(second.FiredNow);
        Assert.Equal((true, true), (second.State.Triggered, second.State.IsThrottled));
        Assert.Equal(0.95, second.State.Baseline!.Value, 12);
        Assert.Equal(0.74, second.State.Current!.Value, 12);
        Assert.Equal(0.2210526, second.State.Drop, 7);
        Assert.Equal(_fixture.Time.GetUtcNow(), second.State.TriggeredAt);
        Assert.False(third.FiredNow);
        Assert.Equal(second.State, third.State);

        var policy = _fixture.Stored.RiskPolicies[Wholesale];
        Assert.Equal((false, Reason, "regression_tripwire"), (policy.Enabled, policy.Reason, policy.ChangedBy));
        Assert.False(_fixture.Stored.Gate.KillSwitchEngaged);
        Assert.Equal(
            ["regression_policy.upsert", "regression.trigger", "risk_policy.throttle"],
            _fixture.Audit.Select(r => r.Entry.Action));
    }

    [Fact]
    public async Task EvaluateAsync_AllEventsBeforeEnabling_CountsThemAll()
    {
        _fixture.Events.Add(Series, 190, 10);
        _fixture.Events.Add(Series, 37, 13);
        await _fixture.EnableAsync(Series);

        Assert.True((await _fixture.EvaluateAsync(Series)).FiredNow);
    }

    [Fact]
    public async Task EvaluateAsync_LongHistoryBeforeEnabling_TakesTheNewestForItsBaseline()
    {
        _fixture.Events.Add(Series, 1_000, 0);
        _fixture.Events.Add(Series, 100, 150);
        await _fixture.EnableAsync(Series);

        var state = (await _fixture.EvaluateAsync(Series)).State;

        Assert.Equal(0.5, state.Baseline!.Value, 12);
        Assert.Equal(1_000, state.ArmedAfterId);
    }

    [Fact]
    public async Task EvaluateAsync_DomainOfAnEngineAndOfHeimdall_ThrottlesBoth()
    {
        var domain = new DomainName("BUYER_MATCH");
        await _fixture.Control.CommitAsync(
            (current, _) => new()
            {
                HeimdallPolicies =
                [
                    current.HeimdallPolicies[domain] with { ProdUseEnabled = true, Version = 2 },
                ],
                RiskPolicies =
                [
                    current.RiskPolicies[Wholesale] with { Engine = new EngineName("BUYER_MATCH"), Version = 1 },
                ],
            },
            default);
        _fixture.Events.Add(TripwireFixture.MatchSuccess, 190, 10);
        await _fixture.EnableAsync(TripwireFixture.MatchSuccess);
        _fixture.Events.Add(TripwireFixture.MatchSuccess, 30, 20);

        await _fixture.EvaluateAsync(TripwireFixture.MatchSuccess);

        var heimdall = _fixture.Stored.HeimdallPolicies[domain];
        Assert.Equal(
            (false, "Regression tripwire: BUYER_MATCH.match_success drop=0.368", "regression_tripwire"),
            (heimdall.ProdUseEnabled, heimdall.Reason, heimdall.ChangedBy));
        Assert.False(_fixture.Stored.RiskPolicies[new EngineName("BUYER_MATCH")].Enabled);
        Assert.Contains(_fixture.Audit, r => r.Entry.Action == "heimdall.demote");
    }

    [Fact]
    public async Task EvaluateAsync_NothingToThrottle_StillFires()
    {
        var series = new KpiSeries(new DomainName("NOBODY"), new MetricName("m"));
        _fixture.Events.Add(series, 190, 10);
        await _fixture.EnableAsync(series);
        _fixture.Events.Add(series, 20, 30);

        Assert.True((await _fixture.EvaluateAsync(series)).FiredNow);
    }

    [Fact]
    public async Task EvaluateAsync_KillSwitchAction_EngagesItAndThisProcessKnows()
    {
        await _fixture.PrepareFiringAsync(change => change with { Action = RegressionAction.KillSwitch });

        var evaluation = await _fixture.EvaluateAsync(Series);

        Assert.Equal((true, false), (evaluation.State.Triggered, evaluation.State.IsThrottled));
        var gate = _fixture.Control.Current.Gate;
        Assert.Equal((true, 1L, Reason), (gate.KillSwitchEngaged, gate.Epoch, gate.Reason));
        Assert.True(_fixture.Stored.RiskPolicies[Wholesale].Enabled);
        Assert.Contains(_fixture.Audit, r => r.Entry.Action == "kill_switch.engage");
    }

    [Fact]
    public async Task EvaluateAsync_KillSwitchEngagedAlready_FiresWithoutChangingTheGate()
    {
        await _fixture.Control.CommitAsync(
            (now, _) => new() { Gate = now.Gate with { KillSwitchEngaged = true, Epoch = 1, Reason = "by hand" } },
            default);
        await _fixture.PrepareFiringAsync(change => change with { Action = RegressionAction.KillSwitch });

        Assert.True((await _fixture.EvaluateAsync(Series)).FiredNow);
        Assert.Equal("by hand", _fixture.Stored.Gate.Reason);
    }

    [Fact]
    public async Task EvaluateAsync_Fired_EmitsOneKpiAndSurvivesABrokenEmitter()
    {
        await _fixture.PrepareFiringAsync();
        _fixture.Emitter.Emit(default).ReturnsForAnyArgs(_ => throw new InvalidOperationException("stopping"));

        await _fixture.EvaluateAsync(Series);
        await _fixture.EvaluateAsync(Series);

        _fixture.Emitter.Received(1).Emit(Arg.Is<KpiEvent>(e =>
            e.Domain == Series.Domain && e.Metric.Value == "regression_triggered" && e.Success == false));
    }

    [Fact]
    public async Task EvaluateAsync_TwoNodesAtOnce_FireOnce()
    {
        using var other = new TripwireFixture(_fixture);
        await _fixture.PrepareFiringAsync();
        await other.Control.RefreshAsync(default);

        // The first node has read and judged, and not committed, when the second evaluates from beginning to end.
        RegressionEvaluation? second = null;
        _fixture.Events.BeforeRead = async () =>
        {
            _fixture.Events.BeforeRead = null;
            second = await other.EvaluateAsync(Series);
        };
        var first = await _fixture.EvaluateAsync(Series);

        Assert.Equal((true, false), (second!.FiredNow, first.FiredNow));
        Assert.Equal(second.State, first.State);
        Assert.Single(_fixture.Audit, r => r.Entry.Action == "regression.trigger");
    }

    [Fact]
    public async Task EvaluateAsync_DisabledPolicy_ShowsFiguresAndChangesNothing()
    {
        _fixture.Events.Add(Series, 190, 10);
        _fixture.Events.Add(Series, 37, 13);

        var evaluation = await _fixture.EvaluateAsync(Series);

        Assert.Equal((RegressionVerdict.Ok, false), (evaluation.State.Verdict, evaluation.State.Triggered));
        Assert.Equal(0.2210526, evaluation.State.Drop, 7);
        Assert.Empty(_fixture.Stored.RegressionStates);
        Assert.True(_fixture.Stored.RiskPolicies[Wholesale].Enabled);
    }

    [Fact]
    public async Task EvaluateAsync_NoPolicy_IsNull() =>
        Assert.Null(await _fixture.Tripwire.EvaluateAsync(
            new KpiSeries(new DomainName("X"), new MetricName("y")), TripwireFixture.Actor, default));

    [Fact]
    public async Task EvaluateAsync_NoEvents_IsNoData()
    {
        await _fixture.EnableAsync(Series);

        Assert.Equal(RegressionVerdict.NoData, (await _fixture.EvaluateAsync(Series)).State.Verdict);
    }

    [Fact]
    public async Task EvaluateAsync_HealthyEvents_IsOkAndFreezesTheBaseline()
    {
        _fixture.Events.Add(Series, 190, 10);
        _fixture.Events.Add(Series, 48, 2);
        await _fixture.EnableAsync(Series);

        var state = (await _fixture.EvaluateAsync(Series)).State;

        Assert.Equal(RegressionVerdict.Ok, state.Verdict);
        Assert.Equal(
            (200, 190.0, 200L), (state.FrozenBaselineEvents, state.FrozenBaselineSum, state.FrozenBaselineLastId));
    }

    [Fact]
    public async Task EvaluateAsync_PipelineDropsEvents_IsStaleForAWhile()
    {
        await _fixture.EnableAsync(Series);
        _fixture.Health.Dropped.Returns(3);

        var stale = (await _fixture.EvaluateAsync(Series)).State.Verdict;
        _fixture.Time.Advance(_fixture.Options.StaleAfterDrop);
        var later = (await _fixture.EvaluateAsync(Series)).State.Verdict;
        _fixture.Health.IsHealthy.Returns(false);
        var broken = (await _fixture.EvaluateAsync(Series)).State.Verdict;

        Assert.Equal(
            (RegressionVerdict.Stale, RegressionVerdict.NoData, RegressionVerdict.Stale), (stale, later, broken));
    }

    [Fact]
    public async Task EvaluateAsync_StalePipelineAndProvedDrop_FiresAllTheSame()
    {
        await _fixture.PrepareFiringAsync();
        _fixture.Health.IsHealthy.Returns(false);

        Assert.True((await _fixture.EvaluateAsync(Series)).FiredNow);
    }

    [Fact]
    public async Task EvaluateAsync_EventsWithoutSuccessInBetween_ArePassedOver()
    {
        for (var i = 0; i < 250; i++)
        {
            for (var n = 0; n < 20; n++)
            {
                _fixture.Events.Add(Series, null, 1);
            }

            _fixture.Events.Add(Series, i < 200 ? i % 20 != 0 : i % 4 != 0);
        }

        await _fixture.EnableAsync(Series);
        var evaluation = await _fixture.EvaluateAsync(Series);

        Assert.True(evaluation.FiredNow);
        Assert.Equal(0.2210526, evaluation.State.Drop, 7);
    }

    [Fact]
    public async Task RearmAsync_Fired_RestartsTheWindowsAndLeavesTheRiskPolicyDisabled()
    {
        await _fixture.PrepareFiringAsync();
        await _fixture.EvaluateAsync(Series);

        var rearmed = await _fixture.Tripwire.RearmAsync(Series, TripwireFixture.Operator, "fixed", default);
        var evaluated = await _fixture.EvaluateAsync(Series);

        Assert.Equal((false, false, 250L, 2), (
            rearmed!.Triggered, rearmed.IsThrottled, rearmed.ArmedAfterId, rearmed.BaselineVersion));
        Assert.Null(rearmed.TriggeredAt);
        Assert.Equal(RegressionVerdict.NoData, evaluated.State.Verdict);
        Assert.False(_fixture.Stored.RiskPolicies[Wholesale].Enabled);
        var entry = _fixture.Audit.Single(r => r.Entry.Action == "regression.rearm").Entry;
        Assert.Equal(("fixed", "operator"), (entry.Reason, entry.Author.Name));
    }

    [Fact]
    public async Task RearmAsync_ThenTheSameStory_FiresAgain()
    {
        await _fixture.PrepareFiringAsync();
        await _fixture.EvaluateAsync(Series);
        await _fixture.Tripwire.RearmAsync(Series, TripwireFixture.Operator, "fixed", default);
        _fixture.Events.Add(Series, 190, 10);
        _fixture.Events.Add(Series, 37, 13);

        Assert.True((await _fixture.EvaluateAsync(Series)).FiredNow);
        Assert.Equal(2, _fixture.Audit.Count(r => r.Entry.Action == "regression.trigger"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task RearmAsync_NoReason_IsRefused(string reason) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await _fixture.Tripwire.RearmAsync(Series, TripwireFixture.Operator, reason, default));

    [Fact]
    public async Task RearmAsync_NoPolicy_IsNull() => Assert.Null(await _fixture.Tripwire.RearmAsync(
        new KpiSeries(new DomainName("X"), new MetricName("y")), TripwireFixture.Operator, "why", default));

    public void Dispose() => _fixture.Dispose();
}
