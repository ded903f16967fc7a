using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// A market within a province, such as <c>TORONTO</c>.
/// </summary>
/// <remarks>
/// 1 to 64 characters of <c>A-Z 0-9 _ . -</c>, the first one a letter or digit; compared exactly.
/// Immutable, safe to share between threads.
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<MarketName>))]
[TypeConverter(typeof(TextTypeConverter<MarketName>))]
public readonly record struct MarketName : IComparable<MarketName>, ISpanParsable<MarketName>
{
    private readonly string? _value;

    /// <summary>Creates a name.</summary>
    /// <param name="value">The name, in capitals.</param>
    /// <exception cref="ArgumentException">The text is not a valid name.</exception>
    public MarketName(string value) =>
        _value = NameRules.IsUpperName(value)
            ? value
            : throw new ArgumentException(NameRules.UpperNameRemedy, nameof(value));

    /// <summary>The name; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Tries to create a name.</summary>
    /// <param name="value">The text.</param>
    /// <param name="name">The name, or the default value when the text is not a valid name.</param>
    /// <returns>Whether the text is a valid name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out MarketName name)
    {
        var valid = NameRules.IsUpperName(value);
        name = valid ? new MarketName(value!) : default;
        return valid;
    }

    /// <summary>Creates a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not valid.</exception>
    public static MarketName Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var name) ? name : throw new FormatException(NameRules.UpperNameRemedy);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)" />
    public static MarketName Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString(), provider);

    /// <summary>Tries to create a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The value, or the default one when the text is not valid.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MarketName result) =>
        TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out MarketName)" />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out MarketName result) =>
        TryParse(s.ToString(), out result);

    /// <inheritdoc />
    public int CompareTo(MarketName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>Whether the left name sorts before the right one, by code unit.</summary>
    public static bool operator <(MarketName left, MarketName right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left name sorts after the right one, by code unit.</summary>
    public static bool operator >(MarketName left, MarketName right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left name sorts before the right one or equals it.</summary>
    public static bool operator <=(MarketName left, MarketName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left name sorts after the right one or equals it.</summary>
    public static bool operator >=(MarketName left, MarketName right) => left.CompareTo(right) >= 0;
}
