namespace Valhalla.Governance.Load.Measurement;

/// <summary>Runs the ways of a scenario one after the other, over and over, so that a slow minute hits all alike.</summary>
internal static class ScenarioRunner
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Comparison>> RunAsync(
        Scenario scenario, IReadOnlyList<int> callers, TimeSpan duration, int repeats, Action<string> progress)
    {
        foreach (var path in scenario.Paths)
        {
            // Not counted: what is measured is a host that has run for a while, not its compiler.
            var sample = await RunOnceAsync(path, callers.Max(), WarmUp);
            progress($"warmed up: {sample.Path} {sample.PerSecond:N0}/s");
        }

        var comparisons = new List<Comparison>();
        foreach (var count in callers)
        {
            var runs = scenario.Paths.Select(_ => new List<Sample>()).ToArray();
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                for (var i = 0; i < runs.Length; i++)
                {
                    // Every other repeat runs backwards, so that no way always follows the same other one.
                    var turn = repeat % 2 == 0 ? i : runs.Length - 1 - i;
                    var sample = await RunOnceAsync(scenario.Paths[turn], count, duration);
                    progress($"{count} callers, repeat {repeat + 1}: {sample.Path} {sample.PerSecond:N0}/s");
                    runs[turn].Add(sample);
                }
            }

            comparisons.AddRange(runs.Select(way => Comparison.Of(scenario.Title, way, runs[0])));
        }

        return comparisons;
    }

    private static async Task<Sample> RunOnceAsync(Func<ILoadPath> open, int callers, TimeSpan duration)
    {
        await using var path = open();
        await path.OpenAsync();
        var sample = await Crowd.RunAsync(path, callers, duration);

        // The garbage of one way is not for the next one to collect.
        GC.Collect();
        return sample;
    }
}
