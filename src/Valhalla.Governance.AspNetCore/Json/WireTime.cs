using System.Globalization;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>
/// Times on the wire, the same in JSON, form and query: RFC 3339 with any offset and any number of decimals when read,
/// UTC with a <c>Z</c> when written. What is finer than 100 ns is cut off.
/// </summary>
internal static class WireTime
{
    public const string Remedy =
        "A time is RFC 3339 with its offset, such as 2026-01-31T15:30:00Z or 2026-01-31T10:30:00.5-05:00.";

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const int SecondsEnd = 19;
    private const int TickDigits = 7;

    public static string Write(DateTimeOffset value) =>
        value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads a time of a query or form, where an offset's plus sign that was not escaped is a space.</summary>
    public static bool TryReadField(string? text, out DateTimeOffset time) => TryRead(
        text is { Length: > SecondsEnd } && text[^6..] is [' ', ..] offset
            ? string.Concat(text.AsSpan(0, text.Length - 6), "+", offset.AsSpan(1))
            : text,
        out time);

    public static bool TryRead(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is not { Length: > SecondsEnd }
            || text[10] is not ('T' or 't')
            || !DateTime.TryParseExact(
                $"{text.AsSpan(0, 10)}T{text.AsSpan(11, 8)}",
                "yyyy-MM-dd'T'HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var seconds)
            || !TryReadFraction(text.AsSpan(SecondsEnd), out var ticks, out var rest)
            || !TryReadOffset(rest, out var offset))
        {
            return false;
        }

        var utc = seconds.Ticks + ticks - offset.Ticks;
        if (utc < DateTimeOffset.MinValue.UtcTicks || utc > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        time = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<char> text, out long ticks, out ReadOnlySpan<char> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
        {
            return true;
        }

        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits < 1)
        {
            return false;
        }

        for (var i = 1; i <= TickDigits; i++)
        {
            ticks = ticks * 10 + (i <= digits ? text[i] - '0' : 0);
        }

        rest = text[(digits + 1)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text is not [('+' or '-'), _, _, ':', _, _]
            || !TimeOnly.TryParseExact(
                text[1..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var size))
        {
            return false;
        }

        offset = text[0] == '-' ? -size.ToTimeSpan() : size.ToTimeSpan();
        return true;
    }
}
