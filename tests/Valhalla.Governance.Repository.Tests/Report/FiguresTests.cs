using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Repository.Tests.Report;

/// <summary>The report's arithmetic: medians, ratios that are larger for better, verdicts.</summary>
public sealed class FiguresTests
{
    private static readonly RowSpec PerSecond = new("g/r", "calls", "calls/s") { HigherIsBetter = true };
    private static readonly RowSpec Nanoseconds = new("g/r", "a call", "ns");

    [Fact]
    public void Of_Throughput_RatioIsTheMedianOfThePairs()
    {
        var figures = Figures.Of(PerSecond, [100, 200, 60], peer: [50, 50, 60], limit: [400, 400, 400]);

        Assert.Equal(new Figures(100, 50, 2, 400, 0.25), figures);
    }

    [Fact]
    public void Of_Duration_LessIsBetter()
    {
        var figures = Figures.Of(Nanoseconds, [10, 10], peer: [50, 70], limit: [2, 4]);

        Assert.Equal(0.3, figures.Fraction!.Value, precision: 9);
        Assert.Equal(new Figures(10, 60, 6, 3), figures with { Fraction = null });
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(10.1, false)]
    public void IsMet_UpperBound_IncludesTheBound(double ours, bool expected) =>
        Assert.Equal(expected, Goal.AtMost(10).IsMet(new Figures(ours)));

    [Fact]
    public void IsMet_Ratio_LooksAtTheRatioAlone()
    {
        Assert.True(Goal.Ratio(2).IsMet(new Figures(1, 1, 2)));
        Assert.False(Goal.Ratio(2).IsMet(new Figures(100, 100, 1.9)));
        Assert.False(Goal.Ratio(2).IsMet(new Figures(100)));
    }

    [Fact]
    public void IsMet_Fraction_LooksAtTheFractionAlone()
    {
        Assert.True(Goal.Fraction(0.45).IsMet(new Figures(1, Fraction: 0.45)));
        Assert.False(Goal.Fraction(0.45).IsMet(new Figures(1, Ratio: 1, Fraction: 0.44)));
    }

    [Fact]
    public void Row_WhoseRunWasInexact_IsBrokenEvenIfItsGoalIsMet()
    {
        var row = new Row(PerSecond with { Goal = Goal.AtLeast(1) }, new Figures(2) { Inexact = "one is missing" });

        Assert.True(row.IsBroken);
        Assert.Equal("one is missing", row.Remark);
    }

    [Fact]
    public void Row_OfAMissingProgram_IsNotBroken()
    {
        Assert.False(new Row(PerSecond, null, "wrk is not installed.").IsBroken);
        Assert.True(new Row(PerSecond, null, "It failed.", IsError: true).IsBroken);
    }
}
