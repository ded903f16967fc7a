using System.Text.RegularExpressions;
using Valhalla.Governance.Repository.Tests.Tidy;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The errors page tells every id of the code, with its remedy.</summary>
public sealed partial class ErrorsPageTests
{
    private const string Page = "docs/reference/errors.md";

    private static readonly IReadOnlyList<string[]> Rows =
        [.. MarkdownTable.ReadAll(Page).Where(table => table.FirstColumn == "Id").SelectMany(table => table.Rows)];

    [Fact]
    public void Ids_OfTheCode_AreAllListedAndNoOthers() => Assert.Equal(
        ErrorCatalog.Ids.Select(item => item.Id).Order(StringComparer.Ordinal),
        Rows.Select(row => row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Ids_OfTheCode_AreUnique() => Assert.Empty(
        ErrorCatalog.Ids.GroupBy(item => item.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Rows_EachId_HasMeaningAndRemedy() =>
        Assert.All(Rows, row => Assert.True(row.Length == 3 && row.All(cell => cell.Length > 0), row[0]));

    [Fact]
    public void Ids_WrittenInSource_AreConstants()
    {
        var known = ErrorCatalog.Ids.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);

        var unknown = RepositoryFile.All
            .Where(file => file.IsCSharp && file.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => Id().Matches(file.Text).Select(match => (file.Path, match.Value)))
            .Where(item => !known.Contains(item.Value));

        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"\bVG\d{4}\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Id();
}
