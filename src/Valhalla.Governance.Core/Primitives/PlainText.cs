using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Valhalla.Governance;

/// <summary>
/// Brings the text that people give, names and reasons, into one form: NFKC, and nothing in it that cannot be seen or
/// that turns the direction of what can. Two texts that look alike for such a reason are one text afterwards.
/// </summary>
internal static class PlainText
{
    private const char FirstPrintable = ' ';
    private const char LastPrintable = '~';

    /// <summary>
    /// The normal form. Control characters stay, and so does broken Unicode: those are the caller's to correct, and
    /// <see cref="TextRules"/> refuses them. Printable ASCII is given back as it is, without an allocation.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Normalize(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyExceptInRange(FirstPrintable, LastPrintable))
        {
            return text;
        }

        return IsBroken(text) ? text : Seen(Compatible(Seen(text)));
    }

    /// <summary>
    /// What can be kept of a text that nothing may be refused for: the normal form with spaces for control characters,
    /// a mark for broken Unicode, and an end where there is too much of it.
    /// </summary>
    /// <returns>The text; null when nothing is left.</returns>
    public static string? Mend(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // More than this cannot be kept whatever it becomes, and there may be megabytes of it.
        var head = text.Length > 4 * maxLength ? text[..(4 * maxLength)] : text;
        var whole = new StringBuilder(head.Length);
        foreach (var rune in head.EnumerateRunes())
        {
            whole.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        var normal = Normalize(whole.ToString()).Trim();
        var end = Math.Min(normal.Length, maxLength);
        if (end > 0 && end < normal.Length && char.IsHighSurrogate(normal[end - 1]))
        {
            end--;
        }

        return end == 0 ? null : normal[..end].TrimEnd();
    }

    /// <summary>Whether a text has a half of a surrogate pair in it.</summary>
    public static bool IsBroken(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>NFKC, also of the forms that matter most where the process has no Unicode data.</summary>
    private static string Compatible(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormKC);
        return normal.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E')
            ? string.Create(normal.Length, normal, static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i];
                }
            })
            : normal;
    }

    /// <summary>The text without what cannot be seen, and with one kind of space.</summary>
    private static string Seen(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsUnseen(rune))
            {
                seen.Append(IsSpace(rune) ? " " : rune.ToString());
            }
        }

        return seen.ToString();
    }

    private static bool IsSpace(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>
    /// Formats, which hold all marks of direction, what Unicode says is not displayed, and what it says is no
    /// character.
    /// </summary>
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || (rune.Value & 0xFFFE) == 0xFFFE
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F)
            or (>= 0xFDD0 and <= 0xFDEF)
            or (>= 0xFE00 and <= 0xFE0F)
            or (>= 0xFFF0 and <= 0xFFF8)
            or (>= 0xE0000 and <= 0xE0FFF);
}
