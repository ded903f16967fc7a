using System.Globalization;
using System.Text;

namespace Valhalla.Governance;

/// <summary>
/// Who stops something and why, kept as far as that can be kept: no text may stand before an emergency stop. What
/// could not be kept is told by the author's note.
/// </summary>
/// <param name="Author">Who, with the note.</param>
/// <param name="Reason">Why; null when nobody said.</param>
internal readonly record struct KeptStop(ChangeAuthor Author, string? Reason)
{
    public const string UnknownName = "unknown";

    /// <summary>Makes it of whatever was given.</summary>
    public static KeptStop Of(ChangeAuthor? author, string? reason)
    {
        var given = author ?? new ChangeAuthor(UnknownName);
        var note = given.Note;
        var name = Text(given.Name, TextRules.MaxActorLength, "actor", ref note);
        var claimed = Text(given.ClaimedName, TextRules.MaxActorLength, "claimed actor", ref note);
        var address = Text(given.SourceAddress, TextRules.MaxActorLength, "source address", ref note);
        var kept = Text(reason, TextRules.MaxReasonLength, "reason", ref note);
        return new KeptStop(
            given with
            {
                Name = name ?? UnknownName,
                ClaimedName = claimed,
                SourceAddress = address,
                PersonId = TextRules.IsValid(given.PersonId, TextRules.MaxPersonIdLength) ? given.PersonId : null,
                Note = note,
            },
            kept);
    }

    /// <summary>
    /// Text fit to be stored: in its normal form, without control characters, whole, and within its length.
    /// </summary>
    /// <param name="text">What was given.</param>
    /// <param name="maxLength">How many characters are kept.</param>
    /// <param name="name">What it is, for the note.</param>
    /// <param name="note">Gets what was lost.</param>
    /// <returns>The text; null when nothing was given.</returns>
    public static string? Text(string? text, int maxLength, string name, ref string? note)
    {
        if (text is null)
        {
            return null;
        }

        text = PlainText.Normalize(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            note = Noted(note, $"The {name} was empty.");
            return null;
        }

        if (TextRules.IsValid(text, maxLength))
        {
            return text;
        }

        var (kept, isCut) = Mend(text, maxLength);
        note = Noted(note, isCut
            ? string.Create(CultureInfo.InvariantCulture, $"The {name} was cut to {maxLength} characters.")
            : $"The {name} had characters that cannot be kept.");
        return kept;
    }

    /// <summary>A note with one more sentence.</summary>
    public static string Noted(string? note, string sentence) => note is null ? sentence : $"{note} {sentence}";

    private static (string Kept, bool IsCut) Mend(string text, int maxLength)
    {
        var kept = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > maxLength)
            {
                return (kept.ToString(), true);
            }

            kept.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                // Nobody sees them, and they can turn the order of what is seen.
                UnicodeCategory.Format => "",
                _ => rune.ToString(),
            });
        }

        // Whole characters now, so that a text which was broken has a normal form too.
        var normal = PlainText.Normalize(kept.ToString());
        return normal.Length <= maxLength ? (normal, false) : (kept.ToString(), false);
    }
}
