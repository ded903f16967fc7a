using System.Diagnostics.Metrics;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class GoLiveMetricsTests
{
    [Fact]
    public async Task Gauges_StateChanges_AreSeen()
    {
        await using var host = new GovernedHost(settings: new() { ["GO_LIVE_ENFORCE"] = "0" });
        _ = host.Get<GoLiveMetrics>();
        using var listener = new MeterListener();
        Dictionary<string, double> seen = [];
        Listen(listener, host.Get<ValhallaMeter>().Meter, seen);

        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: true);
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        listener.RecordObservableInstruments();

        Assert.Equal(0, seen["valhalla.go_live.enforced"]);
        Assert.Equal(1, seen["valhalla.go_live.enabled"]);
        Assert.Equal(1, seen["valhalla.go_live.kill_switch_engaged"]);
        Assert.Equal(0, seen["valhalla.go_live.latched_locally"]);
        Assert.Equal(3, seen["valhalla.go_live.state_age"]);
    }

    [Fact]
    public async Task Denials_Listened_AreCountedByCode()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);
        var gate = host.Gate;
        using var listener = new MeterListener();
        Dictionary<string, double> seen = [];
        Listen(listener, host.Get<ValhallaMeter>().Meter, seen);

        gate.Check(ExecutionClass.ProdExec);
        gate.Check(ExecutionClass.ReadOnly);

        Assert.Equal(1, seen["valhalla.go_live.denials go_live_disabled"]);
    }

    private static void Listen(MeterListener listener, Meter meter, Dictionary<string, double> seen)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((i, value, _, _) => seen[i.Name] = value);
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => seen[i.Name] = value);
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) =>
        {
            var key = tags.Length > 0 ? $"{i.Name} {tags[0].Value}" : i.Name;
            seen[key] = seen.GetValueOrDefault(key) + value;
        });
        listener.Start();
    }
}
