using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.TripwireQuality.Measurement;

/// <summary>A share of streams, with Wilson's score interval at 95 %, two-sided. All in percent.</summary>
internal readonly record struct Share(int Count, int Streams)
{
    private const double TwoSided95 = 1.959964;

    public double Percent => Streams == 0 ? 0 : 100.0 * Count / Streams;

    public double Lower => Streams == 0 ? 0 : 100 * HeimdallRules.WilsonLowerBound(Count, Streams, TwoSided95);

    public double Upper =>
        Streams == 0 ? 100 : 100 * (1 - HeimdallRules.WilsonLowerBound(Streams - Count, Streams, TwoSided95));
}
