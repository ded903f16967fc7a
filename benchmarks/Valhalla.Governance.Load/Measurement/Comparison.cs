namespace Valhalla.Governance.Load.Measurement;

/// <summary>The medians of one way at one number of callers.</summary>
/// <param name="Scenario">The title of the scenario.</param>
/// <param name="Median">Each figure's median over the repeats.</param>
/// <param name="Ratio">The median over the repeats of calls per second against the first way's in the same repeat.</param>
/// <param name="Runs">Every run.</param>
internal sealed record Comparison(string Scenario, Sample Median, double Ratio, IReadOnlyList<Sample> Runs)
{
    public static Comparison Of(string scenario, IReadOnlyList<Sample> runs, IReadOnlyList<Sample> reference)
    {
        var median = new Sample(
            runs[0].Path,
            runs[0].Callers,
            MedianOf(runs.Select(run => run.PerSecond)),
            MedianOf(runs.Select(run => run.P50Microseconds)),
            MedianOf(runs.Select(run => run.P99Microseconds)),
            MedianOf(runs.Select(run => run.BytesPerCall)),
            MedianOf(runs.Select(run => run.CpuMicrosecondsPerCall)),
            runs.Select(run => run.Error).FirstOrDefault(error => error is not null));
        var ratio = MedianOf(runs.Zip(reference, (run, first) => run.PerSecond / first.PerSecond));
        return new Comparison(scenario, median, ratio, runs);
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
