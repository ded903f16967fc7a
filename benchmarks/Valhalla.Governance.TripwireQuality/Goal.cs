using System.Globalization;
using Valhalla.Governance.TripwireQuality.Measurement;

namespace Valhalla.Governance.TripwireQuality;

/// <summary>A figure of ours that has a limit.</summary>
/// <param name="Stream">Of which stream.</param>
/// <param name="Measure">Of which column.</param>
/// <param name="Limit">The largest value that meets the goal.</param>
/// <param name="Figure">What was measured.</param>
internal sealed record Goal(string Stream, string Measure, double Limit, Figure Figure)
{
    private const double FalseTripPercent = 1;

    /// <summary>From so many streams on the figure itself decides, not its interval.</summary>
    private const int FullStreams = 10_000;

    private static readonly int[] HalvedRateDelays = [22, 65, 150, 410];

    /// <summary>A median, or a percentage; infinite when less than half of the streams trip.</summary>
    public double Value => Figure.Bound == 0 ? Figure.Tripped.Percent : Figure.Median ?? double.PositiveInfinity;

    /// <summary>Few streams leave a percentage open when its interval holds the limit.</summary>
    public string Verdict =>
        Value <= Limit ? "met" : IsOpen ? "open: too few streams" : "not met";

    public bool IsMissed => Value > Limit && !IsOpen;

    private bool IsOpen =>
        Figure.Bound == 0 && Figure.Tripped.Streams < FullStreams && Figure.Tripped.Lower <= Limit;

    /// <summary>The goals for independent events; none are set for seasons and drift.</summary>
    public static IReadOnlyList<Goal> Of(Table rates, Table means)
    {
        var goals = new List<Goal>();
        foreach (var (rate, limit) in Tables.BaseRates.Zip(HalvedRateDelays))
        {
            var row = rates.Rows.Single(row => row.Rule == "SEQUENTIAL" && row.Stream == Tables.RateStream(rate));
            goals.Add(FalseTrips(row));
            goals.Add(new Goal(row.Stream, "median at a 50 % drop", limit, row.Figures[^1]));
        }

        goals.AddRange(means.Rows.Select(FalseTrips));
        return goals;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Stream,-20} {Measure,-22} {Value,8:0.##} <= {Limit,3}  {Verdict}");

    private static Goal FalseTrips(TableRow row) =>
        new(row.Stream, row.Figures[0].Measure, FalseTripPercent, row.Figures[0]);
}
