using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// One of the thirteen provinces and territories of Canada, by its postal abbreviation, such as <c>ON</c>.
/// </summary>
/// <remarks>Two capitals, compared exactly. Immutable, safe to share between threads.</remarks>
[JsonConverter(typeof(TextJsonConverter<ProvinceCode>))]
[TypeConverter(typeof(TextTypeConverter<ProvinceCode>))]
public readonly record struct ProvinceCode : IComparable<ProvinceCode>, ISpanParsable<ProvinceCode>
{
    internal const string Remedy =
        "A province or territory is one of AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT.";

    private static readonly string[] Codes =
        ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"];

    private readonly string? _value;

    /// <summary>Creates a code.</summary>
    /// <param name="value">The abbreviation, in capitals.</param>
    /// <exception cref="ArgumentException">The text is none of the thirteen.</exception>
    public ProvinceCode(string value) =>
        _value = Find(value) ?? throw new ArgumentException(Remedy, nameof(value));

    /// <summary>All thirteen, in alphabetical order.</summary>
    public static IReadOnlyList<ProvinceCode> All { get; } = [.. Codes.Select(code => new ProvinceCode(code))];

    /// <summary>The abbreviation; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Tries to create a code.</summary>
    /// <param name="value">The text.</param>
    /// <param name="province">The code, or the default value when the text is none of the thirteen.</param>
    /// <returns>Whether the text is one of the thirteen.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out ProvinceCode province)
    {
        var known = Find(value);
        province = known is null ? default : new ProvinceCode(known);
        return known is not null;
    }

    /// <summary>Creates a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not valid.</exception>
    public static ProvinceCode Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var province) ? province : throw new FormatException(Remedy);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)" />
    public static ProvinceCode Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString(), provider);

    /// <summary>Tries to create a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The value, or the default one when the text is not valid.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProvinceCode result) =>
        TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out ProvinceCode)" />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ProvinceCode result) =>
        TryParse(s.ToString(), out result);

    /// <inheritdoc />
    public int CompareTo(ProvinceCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>Whether the left code sorts before the right one.</summary>
    public static bool operator <(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left code sorts after the right one.</summary>
    public static bool operator >(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left code sorts before the right one or equals it.</summary>
    public static bool operator <=(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left code sorts after the right one or equals it.</summary>
    public static bool operator >=(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) >= 0;

    private static string? Find(string? value) => Array.Find(Codes, code => code == value);
}
