namespace Valhalla.Governance.Storage;

/// <summary>Decodes the parts of a URL (RFC 3986, section 2.1).</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes a part.</summary>
    /// <param name="text">The part.</param>
    /// <returns>The text, or null when a '%' is not followed by two hexadecimal digits.</returns>
    public static string? Decode(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return null;
            }
        }

        return Uri.UnescapeDataString(text);
    }
}
