using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// The <c>Idempotency-Key</c> header: a structured-field string (RFC 9651) as the IETF draft has it. A bare token is
/// tolerated, because many clients send a UUID without quotes.
/// </summary>
internal static class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";
    public const string Field = "idempotency_key";

    private static readonly SearchValues<char> BareCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/+=~");

    public static string? Read(IHeaderDictionary headers, string? field, FieldErrors errors)
    {
        var fromField = errors.Text(Field, field, WireText.MaxIdempotencyKeyLength);
        if (!headers.TryGetValue(Name, out var values) || values.Count == 0)
        {
            return fromField;
        }

        if (values.Count > 1 || !TryParse(values[0]!, out var key))
        {
            errors.Add(
                Name,
                "Send one header with a quoted string of 1 to 255 visible ASCII characters, such as \"a1b2\".",
                ProblemCodes.InvalidIdempotencyKey);
            return null;
        }

        if (fromField is not null && !string.Equals(fromField, key, StringComparison.Ordinal))
        {
            errors.Add(
                Field,
                $"It differs from the {Name} header. Give one of them.",
                ProblemCodes.InvalidIdempotencyKey);
        }

        return key;
    }

    /// <summary>Reads one header value.</summary>
    internal static bool TryParse(string value, out string key)
    {
        key = "";
        var text = value.AsSpan().Trim(' ');
        if (text.IsEmpty || text.Length > 2 * WireText.MaxIdempotencyKeyLength + 2)
        {
            return false;
        }

        if (text[0] != '"')
        {
            var bare = char.IsAsciiLetterOrDigit(text[0])
                && text.Length <= WireText.MaxIdempotencyKeyLength
                && !text.ContainsAnyExcept(BareCharacters);
            key = bare ? text.ToString() : "";
            return bare;
        }

        return TryUnquote(text, out key);
    }

    private static bool TryUnquote(ReadOnlySpan<char> text, out string key)
    {
        key = "";
        var result = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '"')
            {
                // Nothing may follow the closing quote: the draft defines no parameters.
                key = i == text.Length - 1 ? result.ToString() : "";
                return key.Length is > 0 and <= WireText.MaxIdempotencyKeyLength;
            }

            if (character == '\\')
            {
                i++;
                if (i >= text.Length || text[i] is not ('"' or '\\'))
                {
                    return false;
                }

                character = text[i];
            }

            if (character is < ' ' or > '~')
            {
                return false;
            }

            result.Append(character);
        }

        return false;
    }
}
