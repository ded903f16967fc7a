namespace Valhalla.Governance.TripwireQuality.Streams;

/// <summary>The distributions of MEAN metrics, by name. The mean is 1, or nearly, unless the name says zero.</summary>
internal static class Distributions
{
    public static IReadOnlyList<(string Name, Func<StreamRandom, double> Next)> All { get; } =
    [
        ("normal, sd 0.5", random => 1 + (0.5 * random.NextNormal())),
        ("t3, scale 0.5", random => 1 + (0.5 * StudentT3(random))),
        ("lognormal gains", LogNormal),
        ("lognormal losses", random => 2 - LogNormal(random)),
        ("2% losses of -9", random => random.NextDouble() < 0.02 ? -9 : 1.2),
        ("ties: 0, 1 or 2", random => Math.Floor(3 * random.NextDouble())),
        ("zero mean, sd 0.5", random => 0.5 * random.NextNormal()),
        ("always zero", _ => 0),
        ("always one", _ => 1),
    ];

    private static double LogNormal(StreamRandom random) => Math.Exp(random.NextNormal() - 0.5);

    private static double StudentT3(StreamRandom random)
    {
        var numerator = random.NextNormal();
        double a = random.NextNormal(), b = random.NextNormal(), c = random.NextNormal();
        return numerator / Math.Sqrt(((a * a) + (b * b) + (c * c)) / 3);
    }
}
