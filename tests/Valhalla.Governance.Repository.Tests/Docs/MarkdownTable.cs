using Valhalla.Governance.Repository.Tests.Tidy;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The tables of a page: every row with the heading it stands under, cells without their back-ticks.</summary>
internal sealed record MarkdownTable(string Heading, string FirstColumn, IReadOnlyList<string[]> Rows)
{
    /// <summary>The tables of a committed page.</summary>
    public static IReadOnlyList<MarkdownTable> ReadAll(string page) =>
        Parse(RepositoryFile.All.Single(file => file.Path == page).Text);

    /// <summary>The tables of a text.</summary>
    public static IReadOnlyList<MarkdownTable> Parse(string text)
    {
        var tables = new List<MarkdownTable>();
        var heading = "";
        List<string[]>? rows = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#').Trim();
            }

            if (!line.StartsWith('|'))
            {
                rows = null;
            }
            else if (rows is null)
            {
                rows = [];
                tables.Add(new MarkdownTable(heading, Cells(line)[0], rows));
            }
            else if (!line.StartsWith("|--", StringComparison.Ordinal))
            {
                rows.Add(Cells(line));
            }
        }

        return tables;
    }

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Replace("`", "", StringComparison.Ordinal))];
}
