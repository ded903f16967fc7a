using System.Globalization;
using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

/// <summary>
/// Published figures of error budgets. Sources: Google, The Site Reliability Workbook, tables 5-4 and 5-8; Sloth's
/// alert_test.go; Splunk's and Datadog's documentation of burn rates; Pyrra's slo_test.go.
/// </summary>
public sealed class ErrorBudgetTableTests
{
    [Theory]
    [InlineData("sloth", 30, "page", 5, 60, "2", "14.4")]
    [InlineData("sloth", 30, "page", 30, 360, "5", "6")]
    [InlineData("sloth", 30, "ticket", 120, 1440, "10", "3")]
    [InlineData("sloth", 30, "ticket", 360, 4320, "10", "1")]
    [InlineData("sloth", 28, "page", 5, 60, "2", "13.44")]
    [InlineData("sloth", 28, "page", 30, 360, "5", "5.6000000000000005")]
    [InlineData("sloth", 28, "ticket", 120, 1440, "10", "2.8000000000000003")]
    [InlineData("sloth", 28, "ticket", 360, 4320, "10", "0.9333333333333333")]
    [InlineData("sloth", 7, "page", 5, 60, "8", "13.44")]
    [InlineData("sloth", 7, "page", 30, 360, "12.5", "3.5")]
    [InlineData("sloth", 7, "ticket", 120, 1440, "20", "1.4000000000000001")]
    [InlineData("sloth", 7, "ticket", 360, 4320, "42", "0.98")]
    [InlineData("splunk", 7, "", 5, 60, "10", "16.8")]
    [InlineData("splunk", 7, "", 30, 360, "20", "5.6")]
    [InlineData("workbook", 30, "page", 5, 60, "2", "14.4")]
    [InlineData("workbook", 30, "page", 30, 360, "5", "6")]
    [InlineData("workbook", 30, "ticket", 360, 4320, "10", "1")]
    public void BurnThreshold_PublishedRow_IsExact(
        string source, int days, string severity, int shortMinutes, int longMinutes, string share, string published)
    {
        var (period, longWindow) = (TimeSpan.FromDays(days), TimeSpan.FromMinutes(longMinutes));

        var threshold = ErrorBudgetRules.BurnThreshold(Number(share), period, longWindow);

        // Exactly the fraction, and the published double within the error that its source states.
        Assert.Equal(Number(share) * days * 1440 / (100 * longMinutes), threshold);
        Assert.True(Math.Abs(threshold - Number(published)) <= 0.000000001m, $"{threshold}");
        if (source != "splunk")
        {
            var pair = Assert.Single(BurnWindowPair.For(days), pair => pair.LongWindow == longWindow);
            Assert.Equal((severity, shortMinutes), (WireNames.Of(pair.Severity), pair.ShortWindow.TotalMinutes));
            Assert.Equal(threshold, pair.ThresholdFor(period));
        }
    }

    [Theory]
    [InlineData("1", "30")]
    [InlineData("2", "15")]
    [InlineData("3", "10")]
    [InlineData("10", "3")]
    [InlineData("1000", "0.03")]
    public void HoursToExhaustion_PublishedRow_IsExact(string burnRate, string days) => Assert.Equal(
        Number(days) * 24, ErrorBudgetRules.HoursToExhaustion(TimeSpan.FromDays(30), Number(burnRate)));

    [Fact]
    public void HoursToExhaustion_TheFastestPagingRate_IsTwoDaysAndTwoHours() => Assert.Equal(
        50m, ErrorBudgetRules.HoursToExhaustion(TimeSpan.FromDays(30), 14.4m)); // 2.0833333333 days

    [Theory]
    [InlineData(7, "90", "1", "10.08", 10)]
    [InlineData(7, "95", "1", "5.04", 5)]
    [InlineData(7, "99", "1", "1.008", 1)]
    [InlineData(7, "99.9", "1", "0.1008", 1)]
    [InlineData(7, "90", "5", "50.4", 50)]
    [InlineData(7, "95", "5", "25.2", 25)]
    [InlineData(7, "99", "5", "5.04", 5)]
    [InlineData(7, "99.9", "5", "0.504", 1)]
    [InlineData(28, "90", "1", "40.32", 40)]
    [InlineData(28, "95", "1", "20.16", 20)]
    [InlineData(28, "99", "1", "4.032", 4)]
    [InlineData(28, "99.9", "1", "0.4032", 1)]
    [InlineData(28, "90", "5", "201.6", 201)]
    [InlineData(28, "95", "5", "100.8", 100)]
    [InlineData(28, "99", "5", "20.16", 20)]
    [InlineData(28, "99.9", "5", "2.016", 2)]
    public void BudgetMinutes_PublishedRow_IsExact(int days, string target, string share, string exact, int whole)
    {
        var window = TimeSpan.FromDays(days);

        Assert.Equal(Number(exact), ErrorBudgetRules.BudgetMinutes(window, Number(target), Number(share)));
        Assert.Equal(whole, ErrorBudgetRules.WholeBudgetMinutes(window, Number(target), Number(share)));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
