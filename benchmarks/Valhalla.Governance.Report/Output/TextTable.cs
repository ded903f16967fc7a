using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Output;

/// <summary>Prints a group as aligned text.</summary>
internal static class TextTable
{
    private static readonly int[] Widths = [-34, -11, 12, 13, 9, 12, 9, -22, 0];

    public static void Print(TextWriter output, IRowGroup group, IReadOnlyList<Row> rows)
    {
        output.WriteLine();
        output.WriteLine(group.Title);
        output.WriteLine(Line(Cells.Head));
        foreach (var row in rows)
        {
            output.WriteLine(Line(Cells.Of(row)));
            if (Explain(row) is { Length: > 0 } text)
            {
                output.WriteLine($"    {text}");
            }
        }
    }

    private static string Explain(Row row) => string.Join("; ", Parts(row));

    private static IEnumerable<string> Parts(Row row)
    {
        yield return row.Spec.Title;
        if (row.Spec.Peer is { } peer)
        {
            yield return $"peer: {peer}";
        }

        if (row.Spec.Limit is { } limit)
        {
            yield return $"limit: {limit}";
        }

        if (row.Remark is { } remark)
        {
            yield return $"! {remark}";
        }
    }

    private static string Line(IReadOnlyList<string> cells) => string.Join(
        "  ", cells.Zip(Widths, (cell, width) => width < 0 ? cell.PadRight(0 - width) : cell.PadLeft(width))).TrimEnd();
}
