using System.Globalization;

namespace Valhalla.Governance.Soak.Endurance;

/// <summary>Working set and garbage-collected heap of this process, over time.</summary>
internal sealed class MemorySamples(TextWriter output, EnduranceCounts counts)
{
    private const double BytesPerMegabyte = 1 << 20;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private readonly List<(double Minutes, double WorkingSet, double Heap)> _samples = [];
    private double _liveAtStart;

    public async Task RunAsync(TimeSpan warmUp, CancellationToken stop)
    {
        await Task.Delay(warmUp, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _liveAtStart = Live();
        var startedAt = TimeProvider.System.GetTimestamp();
        var answersBefore = Answers();
        while (!stop.IsCancellationRequested)
        {
            var minutes = TimeProvider.System.GetElapsedTime(startedAt).TotalMinutes;
            var sample = (
                minutes,
                Environment.WorkingSet / BytesPerMegabyte,
                GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / BytesPerMegabyte);
            _samples.Add(sample);
            var answers = Answers();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{minutes,5:F1} min: {sample.Item2:N0} MB working set, {sample.Item3:N0} MB heap, "
                + $"{(answers - answersBefore) / Between.TotalSeconds:N0} answers/s"));
            answersBefore = answers;
            await Task.Delay(Between, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The slopes by least squares, and the means of the second and the last third.</summary>
    public void WriteSummary()
    {
        if (_samples.Count > 2)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"heap after a full collection: {_liveAtStart:F1} MB after the warm-up, {Live():F1} MB at the end"));
            output.WriteLine(
                $"working set {Describe(sample => sample.WorkingSet)}; heap {Describe(sample => sample.Heap)}");
        }
    }

    private string Describe(Func<(double Minutes, double WorkingSet, double Heap), double> of)
    {
        var meanX = _samples.Average(sample => sample.Minutes);
        var meanY = _samples.Average(of);
        var slope = _samples.Sum(sample => (sample.Minutes - meanX) * (of(sample) - meanY))
            / _samples.Sum(sample => (sample.Minutes - meanX) * (sample.Minutes - meanX));
        var third = _samples.Count / 3;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{slope:+0.00;-0.00} MB/min (mean {meanY:N0} MB; "
            + $"second third {_samples.Skip(third).Take(third).Average(of):N0}, "
            + $"last third {_samples.TakeLast(third).Average(of):N0}, largest {_samples.Max(of):N0})");
    }

    private static double Live() => GC.GetTotalMemory(forceFullCollection: true) / BytesPerMegabyte;

    private long Answers() =>
        counts.Granted + counts.Denied + counts.Settled + counts.Released + counts.Replays + counts.KpiEvents;
}
