using System.Diagnostics.Metrics;

namespace Valhalla.Governance.Diagnostics;

/// <summary>The one meter of the library. The metrics class of each feature makes its instruments on it.</summary>
internal sealed class ValhallaMeter : IDisposable
{
    public ValhallaMeter(IMeterFactory? factory = null) =>
        Meter = factory?.Create(ValhallaTelemetry.MeterName) ?? new Meter(ValhallaTelemetry.MeterName);

    public Meter Meter { get; }

    /// <summary>A counter that its listeners cannot harm.</summary>
    public GuardedCounter<T> CreateCounter<T>(string name, string unit, string description)
        where T : struct => new(Meter.CreateCounter<T>(name, unit, description));

    /// <summary>A histogram that its listeners cannot harm.</summary>
    public GuardedHistogram<T> CreateHistogram<T>(string name, string unit, string description)
        where T : struct => new(Meter.CreateHistogram<T>(name, unit, description));

    public void Dispose() => Meter.Dispose();
}
