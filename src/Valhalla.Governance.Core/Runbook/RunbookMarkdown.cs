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
            AppendEscaped(text, item.Id);
            text.Append("** — ");
            AppendEscaped(text, item.Message);
            text.Append('\n');
        }

        if (items.Count == 0)
        {
            text.Append("- ✅ None\n");
        }
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            switch (character)
            {
                case '&':
                    text.Append("&amp;");
                    break;
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '_' when IsInsideWord(value, i):
                    text.Append(character);
                    break;
                case ':' when IsAt(value, i, "://"):
                case '.' when i >= 3 && value.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase):
                case '@' or '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$':
                    text.Append('\\').Append(character);
                    break;
                default:
                    text.Append(IsInvisible(character) ? ' ' : character);
                    break;
            }
        }
    }

    // As CommonMark has it: an underscore between letters or digits emphasizes nothing, and ids stay readable.
    private static bool IsInsideWord(string value, int index) =>
        index > 0 && index + 1 < value.Length
        && char.IsLetterOrDigit(value[index - 1]) && char.IsLetterOrDigit(value[index + 1]);

    private static bool IsAt(string value, int index, string part) =>
        string.CompareOrdinal(value, index, part, 0, part.Length) == 0;

    // Line breaks of every kind, and what reverses or hides text.
    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
