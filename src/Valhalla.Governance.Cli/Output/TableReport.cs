using System.Globalization;
using Spectre.Console;

namespace Valhalla.Governance.Cli.Output;

/// <summary>A report as aligned columns.</summary>
internal static class TableReport
{
    // Wide enough that a pipe never sees a wrapped cell.
    private const int PipeWidth = 10_000;
    private const int MinWidth = 40;

    /// <param name="report">The report.</param>
    /// <param name="width">The columns of the terminal; null for a pipe.</param>
    public static string Write(Report report, int? width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width is { } columns ? Math.Max(columns, MinWidth) : PipeWidth;
        var blank = "";
        foreach (var section in report.Sections)
        {
            text.Write(blank);
            blank = "\n";
            if (section.Heading is { } heading)
            {
                text.Write(SafeText.Line(heading) + "\n");
            }

            WriteBody(console, text, section);
        }

        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static void WriteBody(IAnsiConsole console, StringWriter text, ReportSection section)
    {
        if (section.Text is { } sentence)
        {
            text.Write(SafeText.Line(sentence) + "\n");
            return;
        }

        if (section.Rows.Count == 0)
        {
            text.Write("None.\n");
            return;
        }

        var table = new Table().Border(TableBorder.None).Collapse();
        var isFacts = section.Columns.Count == 0;
        foreach (var column in isFacts ? ["", ""] : section.Columns)
        {
            table.AddColumn(new TableColumn(Cell(column.ToUpperInvariant())).PadLeft(0).PadRight(2));
        }

        foreach (var row in section.Rows)
        {
            table.AddRow(row.Select(Cell));
        }

        console.Write(isFacts ? table.HideHeaders() : table);
    }

    private static Text Cell(string text) => new(SafeText.Line(text));
}
