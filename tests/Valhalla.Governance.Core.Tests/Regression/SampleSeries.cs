using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>Series of samples for a policy, by seed: healthy, falling, tied, constant, huge and tiny values.</summary>
internal static class SampleSeries
{
    public const int Healthy = 0;
    public const int Suspicious = 1;
    public const int Shapes = 8;

    public static double[] Of(RegressionPolicy policy, int seed, int shape, int count)
    {
        var random = new Random(seed);
        var level = 0.1 + (0.85 * random.NextDouble());
        var samples = new double[count];
        for (var i = 0; i < count; i++)
        {
            samples[i] = policy.Kind == RegressionKind.Rate
                ? RateOf(random, shape, level, i, count)
                : ValueOf(random, shape, level, i, count);
        }

        return samples;
    }

    private static double RateOf(Random random, int shape, double level, int i, int count)
    {
        var rate = shape switch
        {
            Healthy => level,
            Suspicious => i < 80 ? level : level * (1 - (0.35 * Math.Abs(Math.Sin(i / 60.0)))),
            2 => i < count / 2 ? level : level / 2,
            3 => i < count / 3 ? 1 : 0.9,
            4 => i < count / 3 ? 0 : 0.05,
            5 => 1,
            6 => i < count / 2 ? level / 2 : level,
            _ => level * (1 - (0.6 * i / count)),
        };
        return random.NextDouble() < rate ? 1 : 0;
    }

    private static double ValueOf(Random random, int shape, double level, int i, int count)
    {
        var noise = random.NextDouble() - 0.5;
        var value = shape switch
        {
            Healthy => level + noise,
            Suspicious => level + (0.3 * noise) - (i < 80 ? 0 : level * 0.4 * Math.Abs(Math.Sin(i / 60.0))),
            2 => random.Next(3) - (i < count / 2 ? 0 : 1),
            3 => i < count / 3 ? level : level * 0.8,
            4 => 0,
            5 => noise / Math.Max(1e-6, Math.Abs(random.NextDouble() - 0.5)),
            6 => random.Next(40) == 0 ? Math.Pow(10, random.Next(-300, 300)) * noise : level + noise,
            _ => (level + noise) * Math.Pow(10, (random.Next(7) * 3) - 9) * (i < count / 2 ? 1 : -1),
        };
        return SampleValues.TryRead(RegressionKind.Mean, null, value, out var sample) ? sample : 0;
    }
}
