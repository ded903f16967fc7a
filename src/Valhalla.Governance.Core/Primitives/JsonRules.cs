using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Valhalla.Governance;

/// <summary>Limits of JSON from outside, checked at the public edge.</summary>
internal static class JsonRules
{
    public const int MaxDepth = 16;

    /// <summary>
    /// Whether a text is one JSON value that every database keeps as it is: not too long, not too deep, without half a
    /// surrogate pair, escaped or not.
    /// </summary>
    public static bool IsValid(string json, int maxBytes)
    {
        if (json.Length > maxBytes || json.Contains('\0') || !IsWellFormed(json))
        {
            return false;
        }

        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(json));
        try
        {
            var length = Encoding.UTF8.GetBytes(json, utf8);
            return length <= maxBytes && IsValid(utf8.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                // An escape may hide half a pair; whoever reads the value later would be the one to fail.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsWellFormed(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
