namespace Valhalla.Governance;

/// <summary>Limits of free text, checked at the public edge.</summary>
internal static class TextRules
{
    public const int MaxActorLength = 200;
    public const int MaxCorrelationIdLength = 200;
    public const int MaxIdempotencyKeyLength = 255;
    public const int MaxReasonLength = 1_000;
    public const int MaxWordLength = 64;

    /// <summary>Requires text of 1 to <paramref name="maxLength"/> characters without control characters.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Require(string? text, int maxLength, string name)
    {
        if (!IsValid(text, maxLength))
        {
            throw new ArgumentException(
                $"Give 1 to {maxLength} characters without control characters.", name);
        }
    }

    /// <summary>As <see cref="Require"/>, and allows null.</summary>
    /// <exception cref="ArgumentException">It is neither null nor valid.</exception>
    public static void RequireOptional(string? text, int maxLength, string name)
    {
        if (text is not null)
        {
            Require(text, maxLength, name);
        }
    }

    public static bool IsValid(string? text, int maxLength)
    {
        if (text is not { Length: > 0 } || text.Length > maxLength)
        {
            return false;
        }

        foreach (var character in text)
        {
            // Databases refuse NUL, and a lone surrogate is not text.
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return !HasLoneSurrogate(text);
    }

    private static bool HasLoneSurrogate(string text)
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
}
