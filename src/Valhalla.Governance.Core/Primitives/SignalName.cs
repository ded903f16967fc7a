using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// What a piece of evidence speaks of, such as <c>policy_entropy</c>. Criteria and rollback triggers read signals.
/// </summary>
/// <remarks>
/// 1 to 64 characters of <c>a-z 0-9 _ . -</c>, the first one a letter or digit; compared exactly.
/// Immutable, safe to share between threads.
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<SignalName>))]
[TypeConverter(typeof(TextTypeConverter<SignalName>))]
public readonly record struct SignalName : ISpanParsable<SignalName>
{
    private readonly string? _value;

    /// <summary>Creates a name.</summary>
    /// <param name="value">The name, in small letters.</param>
    /// <exception cref="ArgumentException">The text is not a valid name.</exception>
    public SignalName(string value) =>
        _value = NameRules.IsLowerName(value)
            ? value
            : throw new ArgumentException(NameRules.LowerNameRemedy, nameof(value));

    /// <summary>The name; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Tries to create a name.</summary>
    /// <param name="value">The text.</param>
    /// <param name="name">The name, or the default value when the text is not a valid name.</param>
    /// <returns>Whether the text is a valid name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out SignalName name)
    {
        var valid = NameRules.IsLowerName(value);
        name = valid ? new SignalName(value!) : default;
        return valid;
    }

    /// <summary>Creates a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">The text is not valid.</exception>
    public static SignalName Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var name) ? name : throw new FormatException(NameRules.LowerNameRemedy);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)" />
    public static SignalName Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString(), provider);

    /// <summary>Tries to create a value from text; the culture plays no part.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The value, or the default one when the text is not valid.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SignalName result) =>
        TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out SignalName)" />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out SignalName result) =>
        TryParse(s.ToString(), out result);

    /// <inheritdoc />
    public override string ToString() => Value;
}
