using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class TripwireEvaluatorTests : IDisposable
{
    private readonly TripwireFixture _fixture = new();

    private static KpiSeries Series => TripwireFixture.ContractRate;

    [Fact]
    public async Task OnCommitted_EventsOfAWatchedSeries_FireWithoutAnybodyAsking()
    {
        await _fixture.PrepareFiringAsync();
        await _fixture.Evaluator.StartAsync(default);
        await _fixture.Time.WaitForPendingTimersAsync();

        Assert.True(_fixture.Stored.RegressionStates[Series].Triggered);
        await _fixture.Evaluator.StopAsync(default);
        Assert.False(_fixture.Status.IsRunning);
    }

    [Fact]
    public async Task RunRoundAsync_MarkedSeries_IsEvaluatedBeforeTheInterval()
    {
        _fixture.Events.Add(Series, 190, 10);
        await _fixture.EnableAsync(Series);
        await _fixture.Evaluator.RunRoundAsync(default);
        _fixture.Events.Add(Series, 37, 13);

        await _fixture.Evaluator.RunRoundAsync(default);
        var unmarked = _fixture.Stored.RegressionStates[Series].Triggered;
        _fixture.Dirty.OnCommitted([Event(Series)]);
        await _fixture.Evaluator.RunRoundAsync(default);

        Assert.False(unmarked);
        Assert.True(_fixture.Stored.RegressionStates[Series].Triggered);
    }

    [Fact]
    public async Task RunRoundAsync_AfterTheInterval_SeesEventsOfOtherNodes()
    {
        _fixture.Events.Add(Series, 190, 10);
        await _fixture.EnableAsync(Series);
        await _fixture.Evaluator.RunRoundAsync(default);
        _fixture.Events.Add(Series, 37, 13);

        _fixture.Time.Advance(_fixture.Options.EvaluationInterval);
        await _fixture.Evaluator.RunRoundAsync(default);

        Assert.True(_fixture.Stored.RegressionStates[Series].Triggered);
    }

    [Fact]
    public async Task RunRoundAsync_SameVerdict_WritesARowOnlyNowAndThen()
    {
        _fixture.Events.Add(Series, 190, 10);
        _fixture.Events.Add(Series, 48, 2);
        await _fixture.EnableAsync(Series);
        await RoundAsync();
        var first = _fixture.Stored.RegressionStates[Series];

        _fixture.Events.Add(Series, true);
        await RoundAsync();
        var second = _fixture.Stored.RegressionStates[Series];
        _fixture.Time.Advance(_fixture.Options.FiguresInterval);
        _fixture.Events.Add(Series, false);
        await RoundAsync();
        var third = _fixture.Stored.RegressionStates[Series];

        Assert.Equal(RegressionVerdict.Ok, first.Verdict);
        Assert.Equal(first, second);
        Assert.Equal(first.Version + 1, third.Version);
        Assert.DoesNotContain(_fixture.Audit, r => r.Entry.Action != "regression_policy.upsert");
    }

    [Fact]
    public void OnCommitted_SeriesNobodyWatches_IsPassedOver()
    {
        _fixture.Dirty.OnCommitted([Event(Series), Event(new(new DomainName("X"), new MetricName("y")))]);

        Assert.Empty(_fixture.Dirty.Take());
    }

    [Fact]
    public async Task RunRoundAsync_StoreFails_IsUnhealthyAndRecovers()
    {
        await _fixture.PrepareFiringAsync();
        _fixture.Events.Fault = new InvalidOperationException("broken");
        await _fixture.Evaluator.StartAsync(default);
        await _fixture.Time.WaitForPendingTimersAsync();
        var failing = await CheckAsync();

        _fixture.Events.Fault = null;
        await RoundAsync();
        var recovered = await CheckAsync();
        var fired = _fixture.Stored.RegressionStates[Series].Triggered;
        await _fixture.Evaluator.StopAsync(default);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (failing.Status, recovered.Status));
        Assert.Contains("WHOLESALE.contract_rate", failing.Description);
        Assert.True(fired);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task ExecuteAsync_StoreIsDown_TriesEverMoreSeldomAndRecoversSoon()
    {
        await _fixture.PrepareFiringAsync();
        var reads = 0;
        var isDown = true;
        _fixture.Events.BeforeRead = () =>
        {
            reads++;
            return isDown ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
        };
        _fixture.Events.BeforeSettled = _fixture.Events.BeforeRead;
        await _fixture.Evaluator.StartAsync(default);
        for (var step = 0; step < 200; step++)
        {
            await _fixture.Time.WaitForPendingTimersAsync();
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        var readsWhileDown = reads;
        isDown = false;
        for (var step = 0; step < 40; step++)
        {
            await _fixture.Time.WaitForPendingTimersAsync();
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(readsWhileDown, 2, 15);
        Assert.True(_fixture.Stored.RegressionStates[Series].Triggered);
        await _fixture.Evaluator.StopAsync(default);
    }

    [Fact]
    public async Task RunRoundAsync_OneSeriesFails_TheOthersAreEvaluated()
    {
        await _fixture.PrepareFiringAsync();
        await _fixture.EnableAsync(TripwireFixture.MatchSuccess);
        await _fixture.EnableAsync(TripwireFixture.RoiEvent);
        var reads = 0;
        _fixture.Events.BeforeRead = () =>
            ++reads == 1 ? Task.FromException(new TimeoutException()) : Task.CompletedTask;

        await _fixture.Evaluator.RunRoundAsync(default);
        await RoundAsync();

        Assert.True(_fixture.Stored.RegressionStates[Series].Triggered);
        Assert.True(_fixture.Stored.RegressionStates.ContainsKey(TripwireFixture.RoiEvent));
    }

    [Fact]
    public async Task ExecuteAsync_CommitsDuringTheSpacing_AreJudgedTogetherAfterIt()
    {
        _fixture.Events.Add(Series, 190, 10);
        await _fixture.EnableAsync(Series);
        await _fixture.Evaluator.StartAsync(default);
        await _fixture.Time.WaitForPendingTimersAsync();

        _fixture.Events.Add(Series, 37, 13);
        _fixture.Dirty.OnCommitted([Event(Series)]);
        _fixture.Dirty.OnCommitted([Event(Series)]);
        var duringSpacing = _fixture.Stored.RegressionStates[Series].Triggered;
        _fixture.Time.Advance(_fixture.Options.MinSpacing);
        await _fixture.Time.WaitForPendingTimersAsync();
        await _fixture.Evaluator.StopAsync(default);

        Assert.False(duringSpacing);
        Assert.True(_fixture.Stored.RegressionStates[Series].Triggered);
    }

    public void Dispose() => _fixture.Dispose();

    private static KpiEvent Event(KpiSeries series) => new()
    {
        Domain = series.Domain,
        Metric = series.Metric,
        Success = true,
    };

    private Task<HealthCheckResult> CheckAsync() =>
        new TripwireEvaluatorHealthCheck(_fixture.Status).CheckHealthAsync(new HealthCheckContext());

    private async Task RoundAsync()
    {
        _fixture.Time.Advance(_fixture.Options.EvaluationInterval);
        await _fixture.Evaluator.RunRoundAsync(default);
    }
}
