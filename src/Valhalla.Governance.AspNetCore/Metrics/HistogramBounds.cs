namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>The fixed buckets of histograms, by unit.</summary>
internal static class HistogramBounds
{
    private static readonly double[] Seconds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly double[] Counts = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

    private static readonly double[] Amounts =
        [100, 1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000];

    private static readonly double[] Values =
        [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

    public static double[] Of(string? unit) => unit switch
    {
        "s" or "ms" => Seconds,
        "{currency_unit}" => Amounts,
        { } text when text.StartsWith('{') => Counts,
        _ => Values,
    };
}
