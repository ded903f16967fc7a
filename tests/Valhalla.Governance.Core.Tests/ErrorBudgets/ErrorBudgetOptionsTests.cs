using Microsoft.Extensions.Options;
using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

public sealed class ErrorBudgetOptionsTests
{
    [Theory]
    [InlineData("Upper", "99", 30, null, null, "Name")]
    [InlineData("", "99", 30, null, null, "Name")]
    [InlineData("a", "0", 30, null, null, "TargetPercent")]
    [InlineData("a", "100", 30, null, null, "TargetPercent")]
    [InlineData("a", "99.0000001", 30, null, null, "TargetPercent")]
    [InlineData("a", "99", 0, null, null, "WindowDays")]
    [InlineData("a", "99", 91, null, null, "WindowDays")]
    [InlineData("a", "99", 30, "WHOLESALE", null, "KpiMetric")]
    [InlineData("a", "99", 30, null, "contract_rate", "KpiDomain")]
    [InlineData("a", "99", 30, "wholesale", "contract_rate", "KpiDomain")]
    public void Validate_WrongObjective_NamesTheSetting(
        string name, string target, int days, string? domain, string? metric, string setting)
    {
        var result = Validate(Objective(name, target, days, domain, metric));

        Assert.True(result.Failed);
        Assert.StartsWith(ErrorBudgetErrors.OptionOutOfRange, result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains($"Objectives:0:{setting}", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_NameOfSixtyOneCharacters_IsRefused()
    {
        Assert.Equal(ValidateOptionsResult.Success, Validate(Objective(new string('a', 60), "99.999999", 90)));
        Assert.True(Validate(Objective(new string('a', 61), "99", 1)).Failed);
    }

    [Fact]
    public void Validate_SameNameTwice_IsRefused() => Assert.StartsWith(
        ErrorBudgetErrors.DuplicateObjective,
        Validate(Objective("a", "99", 30), Objective("a", "90", 30)).FailureMessage,
        StringComparison.Ordinal);

    [Fact]
    public void Validate_IntervalOutOfRange_IsRefused() => Assert.Contains(
        nameof(ErrorBudgetOptions.CountInterval),
        new ErrorBudgetOptionsValidator()
            .Validate(null, new ErrorBudgetOptions { CountInterval = TimeSpan.Zero }).FailureMessage,
        StringComparison.Ordinal);

    private static ValidateOptionsResult Validate(params ErrorBudgetObjectiveOptions[] objectives)
    {
        var options = new ErrorBudgetOptions();
        foreach (var objective in objectives)
        {
            options.Objectives.Add(objective);
        }

        return new ErrorBudgetOptionsValidator().Validate(null, options);
    }

    private static ErrorBudgetObjectiveOptions Objective(
        string name, string target, int days, string? domain = null, string? metric = null) => new()
        {
            Name = name,
            TargetPercent = decimal.Parse(target, System.Globalization.CultureInfo.InvariantCulture),
            WindowDays = days,
            KpiDomain = domain,
            KpiMetric = metric,
        };
}
