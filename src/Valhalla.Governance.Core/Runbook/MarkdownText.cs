using System.Globalization;
using System.Text;

namespace Valhalla.Governance.Runbook;

/// <summary>Text from outside inside Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Appends a text so that it reads as it is: no character of it formats, links or starts a line.</summary>
    public static void AppendEscaped(StringBuilder text, string value)
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
