using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiObservabilityTests
{
    [Fact]
    public async Task Emit_SomebodyListens_FeedsTheMeterWithoutIds()
    {
        await using var harness = new KpiHarness(o => (o.Capacity, o.WhenFull) = (16, KpiWhenFull.Drop));
        using var meter = new Measurements(harness.Get<ValhallaMeter>().Meter);

        harness.Kpi.Success("WHOLESALE", "offer_sent", "actor", "id-1");
        harness.Kpi.Value("CAPITAL", "roi_event", 2_500.5);
        using (var step = harness.Kpi.TimedStep("BUYER_MATCH", "run"))
        {
            harness.Clock.Advance(TimeSpan.FromMilliseconds(3));
            step.Fail("x");
        }

        Assert.Equal(
            [
                "valhalla.kpi.events 1 domain=WHOLESALE metric=offer_sent outcome=success",
                "valhalla.kpi.value 2500.5 domain=CAPITAL metric=roi_event",
                "valhalla.kpi.events 1 domain=CAPITAL metric=roi_event outcome=none",
                "valhalla.kpi.events 1 domain=BUYER_MATCH metric=run outcome=failure",
                "valhalla.kpi.duration 3 domain=BUYER_MATCH metric=run outcome=failure",
            ],
            meter.All);
    }

    [Fact]
    public async Task Emit_Lost_FeedsTheMeter()
    {
        await using var harness = new KpiHarness(o => (o.Capacity, o.WhenFull) = (16, KpiWhenFull.Drop));
        using var meter = new Measurements(harness.Get<ValhallaMeter>().Meter);
        harness.Store.Refuse = _ => new FormatException();
        for (var i = 0; i < 17; i++)
        {
            harness.Kpi.Success("WHOLESALE", "offer_sent");
        }

        await harness.Writer.StartAsync(default);
        await harness.Kpi.FlushAsync();

        Assert.Contains("valhalla.kpi.dropped 1 domain=WHOLESALE metric=offer_sent reason=buffer_full", meter.All);
        Assert.Equal(16, meter.All.Count(m => m == "valhalla.kpi.quarantined 1 domain=WHOLESALE metric=offer_sent"));
    }

    [Fact]
    public async Task Emit_MoreSeriesThanTheBound_AreTaggedOther()
    {
        await using var harness = await KpiHarness.StartAsync();
        using var meter = new Measurements(harness.Get<ValhallaMeter>().Meter);

        for (var i = 0; i <= KpiMetrics.MaxTaggedSeries; i++)
        {
            harness.Kpi.Success("A", $"m{i}");
        }

        harness.Kpi.Success("A", "m0");
        Assert.Equal("valhalla.kpi.events 1 domain=A metric=m0 outcome=success", meter.All[^1]);
        Assert.Equal("valhalla.kpi.events 1 domain=other metric=other outcome=success", meter.All[^2]);
    }

    [Fact]
    public async Task TimedStep_SomebodyListens_IsAnActivityWithItsTraceId()
    {
        await using var harness = await KpiHarness.StartAsync();
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ValhallaTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.DisplayName == "kpi OBSERVED.step")
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        using (harness.Kpi.TimedStep("OBSERVED", "step"))
        {
        }

        using (var failed = harness.Kpi.TimedStep("OBSERVED", "step"))
        {
            failed.Fail("boom");
        }

        using (var cancelled = harness.Kpi.TimedStep("OBSERVED", "step"))
        {
            cancelled.Cancel();
        }

        Assert.Null(Activity.Current);
        await harness.Kpi.FlushAsync();
        Assert.Equal(
            [ActivityStatusCode.Ok, ActivityStatusCode.Error, ActivityStatusCode.Unset],
            activities.Select(a => a.Status));
        Assert.Equal("boom", activities[1].StatusDescription);
        Assert.Equal("OBSERVED", activities[0].GetTagItem("valhalla.domain"));
        Assert.Equal("step", activities[0].GetTagItem("valhalla.metric"));
        Assert.Equal(
            activities.Take(2).Select(a => a.TraceId.ToHexString()),
            (await harness.StoredAsync()).Select(r => r.Event.CorrelationId));
    }

    [Fact]
    public async Task Listener_Committed_IsToldInOrderAndMayFail()
    {
        var told = new CollectingListener();
        await using var harness = await KpiHarness.StartAsync(more: services => services
            .AddSingleton<IKpiCommitListener>(new FailingListener())
            .AddSingleton<IKpiCommitListener>(told));

        harness.Kpi.Emit(KpiHarness.Event(1));
        await harness.Kpi.EmitAsync(KpiHarness.Event(2));
        await harness.Kpi.EmitBatchAsync([KpiHarness.Event(3), KpiHarness.Event(4)], "key");
        await harness.Kpi.EmitBatchAsync([KpiHarness.Event(3), KpiHarness.Event(4)], "key");
        harness.Store.Refuse = _ => new FormatException();
        harness.Kpi.Emit(KpiHarness.Event(5));
        await harness.Kpi.FlushAsync();

        Assert.Equal([1, 2, 3, 4], told.Numbers);
    }

    [Fact]
    public async Task CheckHealth_HealthyAndNot_SaysWhy()
    {
        await using var harness = new KpiHarness();
        var check = harness.Get<KpiHealthCheck>();
        var context = new HealthCheckContext
        {
            Registration = new HealthCheckRegistration(KpiHealthCheck.Name, check, HealthStatus.Degraded, null),
        };
        var before = await check.CheckHealthAsync(context);
        await harness.Writer.StartAsync(default);
        await harness.Kpi.EmitAsync(KpiHarness.Event());

        var after = await check.CheckHealthAsync(context);

        Assert.Equal(HealthStatus.Degraded, before.Status);
        Assert.Contains("does not run", before.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, after.Status);
        Assert.Equal(0L, after.Data["dropped"]);
        Assert.Equal(harness.Clock.GetUtcNow(), harness.Health.LastCommitAt);
        Assert.Null(harness.Health.OldestAge);
    }

    private sealed class CollectingListener : IKpiCommitListener
    {
        public List<int> Numbers { get; } = [];

        public void OnCommitted(ReadOnlySpan<KpiEvent> events)
        {
            foreach (var kpiEvent in events)
            {
                Numbers.Add((int)kpiEvent.Value!.Value);
            }
        }
    }

    private sealed class FailingListener : IKpiCommitListener
    {
        public void OnCommitted(ReadOnlySpan<KpiEvent> events) => throw new InvalidOperationException();
    }

    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measurements(Meter meter)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter)
                    && !instrument.Name.Contains(".batch.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public List<string> All { get; } = [];

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
            lock (All)
            {
                All.Add(FormattableString.Invariant($"{instrument.Name} {value} {text}"));
            }
        }
    }
}
