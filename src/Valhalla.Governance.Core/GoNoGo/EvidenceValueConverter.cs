using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Values as JSON has them: a number, true or false, or a string.</summary>
internal sealed class EvidenceValueConverter : JsonConverter<EvidenceValue>
{
    public override EvidenceValue Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => EvidenceValue.Of(number),
            JsonTokenType.True => EvidenceValue.Of(true),
            JsonTokenType.False => EvidenceValue.Of(false),
            JsonTokenType.String when TextRules.IsValid(reader.GetString(), TextRules.MaxWordLength) =>
                EvidenceValue.Of(reader.GetString()!),
            _ => throw new JsonException("A number, true, false or a word is needed."),
        };

    public override void Write(Utf8JsonWriter writer, EvidenceValue value, JsonSerializerOptions options)
    {
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
}
