using System.Buffers;

namespace Valhalla.Governance;

/// <summary>The two alphabets of names, as http-api.md fixes them for the wire.</summary>
internal static class NameRules
{
    public const int MaxLength = 64;

    public const string UpperNameRemedy =
        "A name has 1 to 64 characters of A-Z, 0-9, '_', '.', '-', and starts with a letter or digit.";

    public const string LowerNameRemedy =
        "A name has 1 to 64 characters of a-z, 0-9, '_', '.', '-', and starts with a letter or digit.";

    private static readonly SearchValues<char> Upper =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    private static readonly SearchValues<char> Lower =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.-");

    public static bool IsUpperName(string? value) => IsName(value, Upper);

    public static bool IsLowerName(string? value) => IsName(value, Lower);

    private static bool IsName(string? value, SearchValues<char> alphabet) =>
        value is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(value[0])
        && !value.AsSpan().ContainsAnyExcept(alphabet);
}
