using System.Text;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Report.Output;

/// <summary>Writes docs/performance.md.</summary>
internal static class PerformancePage
{
    private const int Columns = 120;
    private const string File = "docs/performance.md";

    private const string Introduction =
        """
        # Performance

        Written by one run of one command, which measures every row anew:

            dotnet run -c Release --project benchmarks/Valhalla.Governance.Report

        `--quick` ends within 4 minutes and writes no page, `--only ROW` measures one row or one group,
        `--json FILE` also writes the rows as JSON. A row is the median of at least five repeats. Ours and what it is
        compared with run in turns; a ratio is the median over the repeats of ours against what ran beside it, and is
        larger for better whatever the unit. *Peer* is what a team would take or write in its place, *limit* is what
        cannot be beaten on this machine. Every load checks afterwards that nothing acknowledged is missing, nothing
        is there twice, and totals equal the journal. Machines differ and are noisy: ratios carry over, figures do
        not, and no test asserts on time. Allocation budgets are tests. What holds back the rows that miss their goal
        is on a [page of its own](performance-limits.md).
        """;

    /// <summary>Writes the page and returns its path in the repository.</summary>
    public static string Write(string machine, IReadOnlyList<Row> rows)
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        page.Append("\n\n").Append(Wrap(
            $"Measured on: {machine}. Load average at the end: {Machine.LoadAverage()}; where either is far above the "
            + "number of cores, other programs have slowed down the figures, peers and limits included.")).Append('\n');
        foreach (var group in Catalog.Groups)
        {
            page.Append($"\n## {group.Title}\n\n{Wrap(group.Method)}\n\n");
            page.Append("| row | ours | peer or naive | ratio | limit | fraction | goal | met |\n");
            page.Append("|---|---|---|---|---|---|---|---|\n");
            foreach (var row in rows.Where(row => group.Rows.Contains(row.Spec)))
            {
                page.Append(Line(row)).Append('\n');
            }
        }

        System.IO.File.WriteAllText(Path.Combine(RepositoryPaths.Root, File), page.ToString());
        return File;
    }

    private static string Line(Row row)
    {
        var cells = Cells.Of(row);
        var unit = row.Spec.Unit;
        return $"| `{row.Spec.Id}`: {row.Spec.Title} | {With(cells[2], unit)} | {Named(cells[3], row.Spec.Peer)} "
            + $"| {cells[4]} | {Named(cells[5], row.Spec.Limit)} | {cells[6]} | {cells[7]} "
            + $"| {cells[8]}{(row.Remark is { } remark ? $": {remark}" : "")} |";
    }

    private static string Wrap(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length + word.Length < Columns)
            {
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join('\n', lines);
    }

    private static string With(string figure, string unit) => figure.Length == 0 ? "" : $"{figure} {unit}";

    private static string Named(string figure, string? name) => name is null ? "" : $"{figure} ({name})";
}
