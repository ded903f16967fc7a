using System.Text;

namespace Valhalla.Governance.GoLive;

/// <summary>A kill as it is latched in this process and, if the store does not take it, in the local file.</summary>
/// <param name="Author">Who asked for it.</param>
/// <param name="Reason">Why; null when nobody said.</param>
/// <param name="LatchedAt">When, by this process's clock, UTC.</param>
internal sealed record LatchedKill(ChangeAuthor Author, string? Reason, DateTimeOffset LatchedAt)
{
    private static readonly ChangeAuthor Unknown = new("unknown");

    /// <summary>
    /// Makes a kill of whatever was given. Text that any other change would be refused for is mended here, because
    /// nothing may stop a kill.
    /// </summary>
    public static LatchedKill Create(ChangeAuthor? author, string? reason, DateTimeOffset now)
    {
        var given = author ?? Unknown;
        return new LatchedKill(
            given with
            {
                Name = Mend(given.Name, TextRules.MaxActorLength) ?? Unknown.Name,
                ClaimedName = Mend(given.ClaimedName, TextRules.MaxActorLength),
                SourceAddress = Mend(given.SourceAddress, TextRules.MaxActorLength),
            },
            Mend(reason, TextRules.MaxReasonLength),
            now);
    }

    private static string? Mend(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (TextRules.IsValid(text, maxLength))
        {
            return text;
        }

        var mended = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (mended.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            mended.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return mended.ToString();
    }
}
