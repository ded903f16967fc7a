using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Output;

/// <summary>
/// Text from outside, made fit for a terminal: no control character reaches it, so that nothing in a reason or a name
/// can move the cursor, recolour, hide or reorder what is shown.
/// </summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    // The default encoder escapes everything but printable ASCII.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A text in one line.</summary>
    public static string Line(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text, i))
            {
                return string.Create(text.Length, text, static (span, from) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = IsPrintable(from, i) ? from[i] : IsBlank(from[i]) ? ' ' : Replacement;
                    }
                });
            }
        }

        return text;
    }

    /// <summary>A text of several lines, whose line feeds stay.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Line));

    /// <summary>A value as indented JSON.</summary>
    public static string Json(JsonNode? node) => node?.ToJsonString(Indented) ?? "null";

    private static bool IsBlank(char character) => character is '\t' or '\n' or '\r';

    private static bool IsPrintable(string text, int index)
    {
        var character = text[index];
        if (char.IsSurrogate(character))
        {
            return char.IsSurrogatePair(text, index - (char.IsLowSurrogate(character) && index > 0 ? 1 : 0));
        }

        return char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}
