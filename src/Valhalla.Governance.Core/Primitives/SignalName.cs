using System.Diagnostics.CodeAnalysis;

namespace Valhalla.Governance;

/// <summary>
/// What a piece of evidence speaks of, such as <c>policy_entropy</c>. Criteria and rollback triggers read signals.
/// </summary>
/// <remarks>
/// 1 to 64 characters of <c>a-z 0-9 _ . -</c>, the first one a letter or digit; compared exactly.
/// Immutable, safe to share between threads.
/// </remarks>
public readonly record struct SignalName
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

    /// <inheritdoc />
    public override string ToString() => Value;
}
