using System.Text;
using Valhalla.Governance.Runbook;

namespace Valhalla.Governance.Cli.Output;

/// <summary>A report as Markdown, with every text escaped.</summary>
internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        if (report.Title is { } title)
        {
            Heading(text, "# ", title);
        }

        foreach (var section in report.Sections)
        {
            if (section.Heading is { } heading)
            {
                Heading(text, "## ", heading);
            }

            WriteBody(text, section);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void WriteBody(StringBuilder text, ReportSection section)
    {
        if (section.Text is { } sentence)
        {
            MarkdownText.AppendEscaped(text, sentence);
            text.Append('\n');
        }
        else if (section.Rows.Count == 0)
        {
            text.Append("None.\n");
        }
        else
        {
            Row(text, section.Columns.Count > 0 ? section.Columns : ["field", "value"]);
            text.Append('|').Insert(text.Length, "---|", section.Rows[0].Count).Append('\n');
            foreach (var row in section.Rows)
            {
                Row(text, row);
            }
        }
    }

    private static void Heading(StringBuilder text, string mark, string heading)
    {
        text.Append(mark);
        MarkdownText.AppendEscaped(text, heading);
        text.Append("\n\n");
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells)
    {
        text.Append('|');
        foreach (var cell in cells)
        {
            text.Append(' ');
            MarkdownText.AppendEscaped(text, cell);
            text.Append(" |");
        }

        text.Append('\n');
    }
}
