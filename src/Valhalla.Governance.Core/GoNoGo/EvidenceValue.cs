using System.Globalization;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>The value of a piece of evidence: a number, a flag or a word.</summary>
/// <remarks>Immutable, safe to share between threads. The default value is the number 0.</remarks>
[JsonConverter(typeof(EvidenceValueJsonConverter))]
public readonly record struct EvidenceValue
{
    private readonly string? _text;

    private EvidenceValue(EvidenceKind kind, decimal number, string? text)
    {
        Kind = kind;
        Number = number;
        _text = text;
    }

    /// <summary>What kind of value it is.</summary>
    public EvidenceKind Kind { get; }

    /// <summary>The number; 1 for a true flag, else 0.</summary>
    public decimal Number { get; }

    /// <summary>Whether it is a true flag.</summary>
    public bool IsTrue => Kind == EvidenceKind.Flag && Number == 1;

    /// <summary>The value as text: a number without trailing zeros, <c>true</c> or <c>false</c>, or the word.</summary>
    public string Text => Kind switch
    {
        EvidenceKind.Text => _text ?? "",
        EvidenceKind.Flag => IsTrue ? "true" : "false",
        _ => Number.ToString("0.############################", CultureInfo.InvariantCulture),
    };

    /// <summary>A number.</summary>
    public static EvidenceValue Of(decimal number) => new(EvidenceKind.Number, number, null);

    /// <summary>A flag.</summary>
    public static EvidenceValue Of(bool flag) => new(EvidenceKind.Flag, flag ? 1 : 0, null);

    /// <summary>A word.</summary>
    /// <param name="word">1 to 64 characters without control characters.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static EvidenceValue Of(string word)
    {
        TextRules.Require(word, TextRules.MaxWordLength, nameof(word));
        return new EvidenceValue(EvidenceKind.Text, 0, word);
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
