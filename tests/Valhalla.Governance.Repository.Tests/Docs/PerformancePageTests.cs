using Valhalla.Governance.Report;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The page of the report holds rows that the report still measures, with the goals of today.</summary>
public sealed class PerformancePageTests
{
    private const int Goal = 6;

    [Fact]
    public void Rows_OfThePage_AreMeasuredWithTheSameGoal()
    {
        var goals = Catalog.Groups.SelectMany(group => group.Rows).ToDictionary(
            row => $"{row.Id}: {row.Title}", row => row.Goal?.Text(row.Unit) ?? "");

        var rows = MarkdownTable.ReadAll("docs/performance.md").SelectMany(table => table.Rows).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(goals.GetValueOrDefault(row[0]), row[Goal]));
    }
}
