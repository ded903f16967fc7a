using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>Values of evidence as JSON has them: a number, true or false, or a string.</summary>
/// <remarks>
/// Anything else, a word of more than 64 characters among it, is a <see cref="JsonException"/>. Without reflection.
/// Safe to share between threads.
/// </remarks>
public sealed class EvidenceValueJsonConverter : JsonConverter<EvidenceValue>
{
    private const string Remedy = "A number, true, false or a word of 1 to 64 characters is needed.";

    /// <inheritdoc />
    public override EvidenceValue Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => EvidenceValue.Of(number),
            JsonTokenType.True => EvidenceValue.Of(true),
            JsonTokenType.False => EvidenceValue.Of(false),
            JsonTokenType.String => ReadWord(ref reader),
            _ => throw new JsonException(Remedy),
        };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, EvidenceValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.Kind)
        {
            case EvidenceKind.Number:
                writer.WriteRawValue(value.Text);
                break;
            case EvidenceKind.Flag:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }

    private static EvidenceValue ReadWord(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is { } word && TextRules.IsValid(word, TextRules.MaxWordLength)
                ? EvidenceValue.Of(word)
                : throw new JsonException(Remedy);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(Remedy, exception);
        }
    }
}
