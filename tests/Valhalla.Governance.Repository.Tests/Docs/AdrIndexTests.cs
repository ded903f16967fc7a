using System.Globalization;
using System.Text.RegularExpressions;
using Valhalla.Governance.Repository.Tests.Tidy;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>Decisions are numbered in their order, dated, have the three parts, and are in the index.</summary>
public sealed partial class AdrIndexTests
{
    private const string Folder = "docs/adr/";
    private const string Index = Folder + "README.md";

    private static readonly RepositoryFile[] Records =
        [.. RepositoryFile.All.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)
            && file.Path != Index)];

    [Fact]
    public void Numbers_OfRecords_AreUnique()
    {
        // Not without gaps: a number is taken when a decision is begun, and several are under way at a time.
        var numbers = Records.Select(file => Path.GetFileName(file.Path)[..4]).ToList();

        Assert.Equal(numbers.Distinct(), numbers);
        Assert.All(numbers, number => Assert.True(int.TryParse(number, CultureInfo.InvariantCulture, out _), number));
    }

    [Fact]
    public void Form_OfRecords_IsDatedWithThreeParts() =>
        Assert.All(Records, file => Assert.True(Form().IsMatch(file.Text), $"{file.Path} has another form."));

    [Fact]
    public void Index_OfRecords_HasEachWithTitleAndDate()
    {
        var expected = Records.Select(file =>
        {
            var match = Form().Match(file.Text);
            return $"| {match.Groups["number"].Value} | [{match.Groups["title"].Value}]({Path.GetFileName(file.Path)}) "
                + $"| {match.Groups["date"].Value} |";
        });

        var listed = RepositoryFile.All.Single(file => file.Path == Index).Lines
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]));

        Assert.Equal(expected, listed);
    }

    [GeneratedRegex(
        @"\A# (?<number>\d+)\. (?<title>.+)\n\n(?<date>\d{4}-\d{2}-\d{2})\n\n"
            + @"## Context\n\n[^#]+\n\n## Decision\n\n[^#]+\n\n## Consequences\n\n[^#]+\z",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Form();
}
