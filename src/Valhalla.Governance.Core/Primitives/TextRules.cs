namespace Valhalla.Governance;

/// <summary>Limits of free text, checked at the public edge.</summary>
internal static class TextRules
{
    public const int MaxActorLength = 200;
    public const int MaxCorrelationIdLength = 200;
    public const int MaxIdempotencyKeyLength = 255;
    public const int MaxPersonIdLength = 500;
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

    /// <summary>As <see cref="Require"/>, with something in it that can be seen.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void RequireSeen(string? text, int maxLength, string name)
    {
        Require(text, maxLength, name);
        if (string.IsNullOrWhiteSpace(PlainText.Normalize(text)))
        {
            throw new ArgumentException("There is nothing in it that can be seen.", name);
        }
    }

    /// <summary>Requires an author whose name is text with something to read in it.</summary>
    /// <exception cref="ArgumentException">There is none, or the name is malformed.</exception>
    public static void RequireAuthor(ChangeAuthor author, string name)
    {
        ArgumentNullException.ThrowIfNull(author, name);
        Require(author.Name, MaxActorLength, name);
        RequireOptional(author.PersonId, MaxPersonIdLength, name);
        if (string.IsNullOrWhiteSpace(author.Name))
        {
            throw new ArgumentException("Somebody has a name.", name);
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

        return !PlainText.IsBroken(text);
    }
}
