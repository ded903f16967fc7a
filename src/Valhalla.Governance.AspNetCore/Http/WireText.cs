namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Which characters free text from outside may hold, and how much of it.</summary>
internal static class WireText
{
    public const int MaxActorLength = 200;
    public const int MaxReasonLength = 1_000;
    public const int MaxCorrelationIdLength = 200;
    public const int MaxIdempotencyKeyLength = 255;
    public const int MaxModelVersionLength = 100;

    /// <summary>Whether the text has no control character and no half of a surrogate pair.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                return false;
            }

            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>Text that is not the caller's to correct, such as a name in a token, made fit to be kept.</summary>
    public static string Cleaned(string text, int maxLength)
    {
        var cut = text.Length > maxLength ? text[..maxLength] : text;
        return IsClean(cut)
            ? cut
            : string.Create(cut.Length, cut, static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
                }
            });
    }
}
