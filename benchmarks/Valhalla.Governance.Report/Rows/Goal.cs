using System.Globalization;

namespace Valhalla.Governance.Report.Rows;

/// <summary>What a row is to reach.</summary>
/// <param name="Of">Which of its figures.</param>
/// <param name="IsUpperBound">Whether the figure is to stay below the bound, or to reach it.</param>
/// <param name="Bound">The bound, in the unit of the figure.</param>
internal sealed record Goal(GoalFigure Of, bool IsUpperBound, double Bound)
{
    public static Goal AtMost(double bound) => new(GoalFigure.Ours, IsUpperBound: true, bound);

    public static Goal AtLeast(double bound) => new(GoalFigure.Ours, IsUpperBound: false, bound);

    /// <summary>Ours so many times better than the peer.</summary>
    public static Goal Ratio(double bound) => new(GoalFigure.Ratio, IsUpperBound: false, bound);

    /// <summary>Ours at such a share of the limit.</summary>
    public static Goal Fraction(double bound) => new(GoalFigure.Fraction, IsUpperBound: false, bound);

    /// <summary>Whether the figures reach it; a figure that is missing does not.</summary>
    public bool IsMet(Figures figures)
    {
        var figure = Of switch
        {
            GoalFigure.Ours => figures.Ours,
            GoalFigure.Ratio => figures.Ratio,
            _ => figures.Fraction,
        };
        return figure is { } value && (IsUpperBound ? value <= Bound : value >= Bound);
    }

    public string Text(string unit)
    {
        var sign = IsUpperBound ? "<=" : ">=";
        var what = Of switch
        {
            GoalFigure.Ours => $" {unit}",
            GoalFigure.Ratio => "x the peer",
            _ => " of the limit",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{sign} {Bound:#,0.##}{what}");
    }
}
