using System.Diagnostics.Metrics;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

public sealed class SloCounterTests : IDisposable
{
    private readonly ErrorBudgetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Round_NewKpiEvents_AreCountedOnceInTheMinuteTheyHappened()
    {
        await EmitAsync((true, 0), (false, 1), (null, 1), (true, 61));

        await _fixture.Counter.RunRoundAsync(CancellationToken.None);
        await _fixture.Counter.RunRoundAsync(CancellationToken.None);
        await EmitAsync((false, 61));
        await _fixture.Counter.RunRoundAsync(CancellationToken.None);

        var budget = await _fixture.GetAsync(ErrorBudgetFixture.Counted);
        Assert.Equal((2L, 2L), (budget.Good, budget.Bad));
        Assert.Equal(5m, budget.BurnRates[2].Rate); // 1 of 2 within the hour, where 10 % is allowed
        Assert.Equal(_fixture.Now, budget.ObservedAt);
        Assert.Equal(ErrorBudgetStatus.NoData, (await _fixture.GetAsync(ErrorBudgetFixture.Posted)).Status);
    }

    [Fact]
    public async Task Round_EventsOlderThanTheRetention_ArePassed()
    {
        await EmitAsync((true, 101 * 24 * 60), (true, 0));

        await _fixture.Counter.RunRoundAsync(CancellationToken.None);

        Assert.Equal(1, (await _fixture.GetAsync(ErrorBudgetFixture.Counted)).Good);
    }

    [Fact]
    public async Task Round_WhileSomebodyListens_ShowsTheGauges()
    {
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 999, 1, TimeSpan.Zero);
        var meter = _fixture.Get<ValhallaMeter>().Meter;
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            seen[instrument.Name + string.Join(',', tags.ToArray().Select(tag => tag.Value))] = value);
        listener.Start();

        await _fixture.Counter.RunRoundAsync(CancellationToken.None);
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["valhalla.error_budget.burn_rate" + "uptime,5m"]);
        Assert.Equal(0, seen["valhalla.error_budget.remaining" + "uptime"]);
        Assert.True(seen.ContainsKey("valhalla.error_budget.month_to_date_burn" + "uptime"));
        Assert.DoesNotContain(seen.Keys, key => key.Contains(ErrorBudgetFixture.Counted, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Purge_OldMinutes_GoAndNewOnesStay()
    {
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 1, 0, TimeSpan.Zero);
        await _fixture.Counter.RunRoundAsync(CancellationToken.None);
        _fixture.Time.Advance(TimeSpan.FromDays(29));
        await _fixture.Counter.RunRoundAsync(CancellationToken.None);
        var kept = await _fixture.GetAsync(ErrorBudgetFixture.Posted);
        _fixture.Time.Advance(TimeSpan.FromDays(72));
        await _fixture.Counter.RunRoundAsync(CancellationToken.None);

        var left = await _fixture.Get<IErrorBudgetStore>().PurgeAsync(
            _fixture.Now, 10, CancellationToken.None);
        Assert.Equal((1L, 0), (kept.Good, left));
    }

    [Fact]
    public async Task Health_CounterNotRunning_IsUnhealthy()
    {
        var check = new ErrorBudgetsHealthCheck(_fixture.Get<SloCounterStatus>());

        var before = await check.CheckHealthAsync(null!);
        _fixture.Get<SloCounterStatus>().Started();
        var running = await check.CheckHealthAsync(null!);
        _fixture.Get<SloCounterStatus>().Succeeded(isHeldUp: true);
        var held = await check.CheckHealthAsync(null!);
        _fixture.Time.Advance(TimeSpan.FromMinutes(6));
        var stuck = await check.CheckHealthAsync(null!);

        Assert.Equal(
            ["Unhealthy", "Healthy", "Healthy", "Unhealthy"],
            new[] { before, running, held, stuck }.Select(result => result.Status.ToString()));
    }

    private async Task EmitAsync(params (bool? Success, int MinutesAgo)[] events) =>
        await _fixture.Get<IKpiStore>().AppendAsync(
            events.Select(e => new KpiEvent
            {
                Domain = ErrorBudgetFixture.Series.Domain,
                Metric = ErrorBudgetFixture.Series.Metric,
                Success = e.Success,
                Value = 1,
                CreatedAt = _fixture.Now.AddMinutes(-e.MinutesAgo),
            }).ToArray(),
            default,
            CancellationToken.None);
}
