using System.Globalization;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The board's page lists every criterion as the code has it.</summary>
public sealed class GoNoGoPageTests
{
    [Fact]
    public void Criteria_OfTheCode_AreAllListedInOrder() => Assert.Equal(
        GoNoGoCriteria.All.Select(Line),
        MarkdownTable.ReadAll("docs/go-no-go.md").Single(table => table.FirstColumn == "Criterion").Rows
            .Select(row => $"{row[0]} {row[1]} {row[3]} {row[4]} {row[5]}"));

    private static string Line(Criterion criterion) =>
        $"{criterion.Id} {(criterion.Kind == CriterionKind.Go ? "GO" : "NO-GO")} {criterion.Signal} "
        + $"{Comparison(criterion.Comparison)} {criterion.Threshold} {Age(criterion.MaxAge)}";

    private static string Comparison(SignalComparison comparison) =>
        WireNames.Of(comparison).Replace('_', ' ');

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays} d"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes} min"),
    };
}
