using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Repository.Tests.Tidy;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The figures of the page on error budgets are those of the code.</summary>
public sealed class ErrorBudgetsPageTests
{
    private static readonly IReadOnlyList<MarkdownTable> Tables = MarkdownTable.ReadAll("docs/error-budgets.md");

    [Fact]
    public async Task WorkedExample_Counted_GivesTheFiguresOfThePage()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 16, 12, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddValhallaCore();
        await using var provider = services.BuildServiceProvider();
        var budgets = provider.GetRequiredService<IErrorBudgets>();
        await budgets.PostCountsAsync([new SloCount("exporter_uptime", 9_856, 144)]);

        var budget = (await budgets.GetBudgetsAsync()).Single(b => b.Name == "exporter_uptime");

        var rates = budget.BurnRates.Select(burn => burn.Rate).Distinct().ToList();
        Assert.Equal(
            Tables.Single(table => table.FirstColumn == "Figure").Rows.Select(row => row[1]),
            new[]
            {
                Text(budget.SliPercent), Text(Assert.Single(rates)), Text(budget.MonthToDateBurnPercent),
                Text(budget.RemainingPercent), Text(budget.BudgetMinutes), Text(budget.TimeToExhaustionHours),
                WireNames.Of(budget.Status),
            });
        Assert.True(budget.Alerts[0].IsFiring);
    }

    [Fact]
    public void Alerts_PairsAndThresholds_AreThoseOfTheCode()
    {
        // The table is part of a list, so its lines are indented.
        var page = RepositoryFile.All.Single(file => file.Path == "docs/error-budgets.md").Text;
        var rows = page.Split('\n').Where(line => line.StartsWith("  | page |", StringComparison.Ordinal)
            || line.StartsWith("  | ticket |", StringComparison.Ordinal));

        Assert.Equal(BurnWindowPair.For(30).Zip(BurnWindowPair.For(7), Row), rows);
    }

    private static string Row(BurnWindowPair month, BurnWindowPair week) =>
        $"  | {WireNames.Of(month.Severity)} | {Name(month.ShortWindow)} | {Name(month.LongWindow)} "
        + $"| {Text(month.BudgetPercent)} % | {Text(month.ThresholdFor(TimeSpan.FromDays(30)))} "
        + $"| {Text(week.BudgetPercent)} % | {Text(week.ThresholdFor(TimeSpan.FromDays(7)))} |";

    private static string Name(TimeSpan window)
    {
        var name = BurnWindows.NameOf(window);
        return name[^1] == 'm' ? $"{name[..^1]} min" : $"{name[..^1]} {name[^1]}";
    }

    private static string Text(decimal? value) => value!.Value.ToString("0.######", CultureInfo.InvariantCulture);
}
