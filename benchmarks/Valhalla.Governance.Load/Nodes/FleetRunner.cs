using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>Runs fleets one after the other, over and over; the ratios are to the first.</summary>
internal static class FleetRunner
{
    public static async Task<IReadOnlyList<Comparison>> RunAsync(
        string title,
        IReadOnlyList<FleetWay> ways,
        RiskLoad load,
        RunLength length,
        Action<string> progress,
        Func<string, string>? route = null)
    {
        await using var fleet = new Fleet(ways.Max(way => way.Nodes), route);
        var runs = ways.Select(_ => new List<Sample>()).ToArray();
        for (var repeat = 0; repeat < length.Repeats; repeat++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                // Every other repeat runs backwards, so that no way always follows the same other one.
                var turn = repeat % 2 == 0 ? i : runs.Length - 1 - i;
                var sample = await fleet.RunAsync(ways[turn], load, length);
                progress($"repeat {repeat + 1}: {sample.Path} {sample.PerSecond:N0}/s {sample.Error}");
                runs[turn].Add(sample);
            }
        }

        return [.. runs.Select(way => Comparison.Of(title, way, runs[0]))];
    }
}
