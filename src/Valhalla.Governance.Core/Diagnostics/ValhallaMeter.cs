using System.Diagnostics.Metrics;

namespace Valhalla.Governance.Diagnostics;

/// <summary>The one meter of the library. The metrics class of each feature makes its instruments on it.</summary>
internal sealed class ValhallaMeter : IDisposable
{
    public ValhallaMeter(IMeterFactory? factory = null) =>
        Meter = factory?.Create(ValhallaTelemetry.MeterName) ?? new Meter(ValhallaTelemetry.MeterName);

    public Meter Meter { get; }

    public void Dispose() => Meter.Dispose();
}
