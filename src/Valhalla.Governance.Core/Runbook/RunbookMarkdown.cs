using System.Globalization;
using System.Text;

namespace Valhalla.Governance.Runbook;

/// <summary>A status as Markdown. Whatever came from outside can neither format, nor link, nor start a line.</summary>
internal static class RunbookMarkdown
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public static string Write(RunbookStatus status)
    {
        var generatedAt = status.GeneratedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var text = new StringBuilder(1024)
            .Append("# Valhalla Go-Live Runbook\n\nGenerated: `").Append(generatedAt).Append("`\n");
        WriteSection(text, "Blockers", status.Blockers, "❌");
        WriteSection(text, "Warnings", status.Warnings, "⚠️");
        WriteSection(text, "Info / Passing Checks", status.Info, "ℹ️");
        return text.ToString();
    }

    private static void WriteSection(StringBuilder text, string title, IReadOnlyList<RunbookItem> items, string failed)
    {
        text.Append("\n## ").Append(title).Append("\n\n");
        foreach (var item in items)
        {
            text.Append("- ").Append(item.Ok ? "✅" : failed).Append(" **");
            MarkdownText.AppendEscaped(text, item.Id);
            text.Append("** — ");
            MarkdownText.AppendEscaped(text, item.Message);
            text.Append('\n');
        }

        if (items.Count == 0)
        {
            text.Append("- ✅ None\n");
        }
    }
}
