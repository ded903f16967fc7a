using System.Reflection;
using System.Text.RegularExpressions;
using Valhalla.Governance.Repository.Tests.Tidy;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The pages of levers and operations tell every runbook check and every instrument.</summary>
public sealed partial class LeverPagesTests
{
    private static string Pages => string.Concat(RepositoryFile.All
        .Where(file => file.IsMarkdown && (file.Path is "docs/audit.md" or "docs/go-no-go.md"
            || file.Path.StartsWith("docs/levers/", StringComparison.Ordinal)
            || file.Path.StartsWith("docs/operations/", StringComparison.Ordinal)))
        .Select(file => file.Text));

    [Fact]
    public void RunbookPage_Checks_AreAllListedAndNoOthers()
    {
        var ids = typeof(RunbookCheckIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        var listed = MarkdownTable.ReadAll("docs/levers/runbook.md").Single(table => table.FirstColumn == "Check").Rows;

        Assert.Equal(ids, listed.Select(row => row[0]));
    }

    [Fact]
    public void Pages_Instruments_AreAllNamed()
    {
        var names = RepositoryFile.All
            .Where(file => file.Path.EndsWith("Metrics.cs", StringComparison.Ordinal) && file.IsCSharp)
            .SelectMany(file => Instrument().Matches(file.Text).Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}`", Pages, StringComparison.Ordinal));
    }

    // Three parts: the tags of activities have two.
    [GeneratedRegex(@"""(?<name>valhalla\.[a-z_]+\.[a-z_.]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Instrument();
}
