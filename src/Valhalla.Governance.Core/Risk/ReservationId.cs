using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>Identifies a reservation. Ids made later sort later (UUID version 7).</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(TextJsonConverter<ReservationId>))]
[TypeConverter(typeof(TextTypeConverter<ReservationId>))]
public readonly record struct ReservationId(Guid Value) : ISpanParsable<ReservationId>
{
    /// <summary>Tries to read an id as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id, or the default value.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReservationId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new ReservationId(value);
        return valid;
    }

    /// <summary>Creates a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not valid.</exception>
    public static ReservationId Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var id)
            ? id
            : throw new FormatException("A reservation id has the form 01939e2c-1f6b-7000-8000-000000000000.");
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)" />
    public static ReservationId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString(), provider);

    /// <summary>Tries to create a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The value, or the default one when the text is not valid.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReservationId result) =>
        TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out ReservationId)" />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ReservationId result) =>
        TryParse(s.ToString(), out result);

    /// <summary>The UUID in the usual form with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
