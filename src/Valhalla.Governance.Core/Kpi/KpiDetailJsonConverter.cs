using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>Reads and writes a <see cref="KpiDetail"/> as the JSON that it is; null for none.</summary>
/// <remarks>
/// Anything but an object or a string is a <see cref="JsonException"/>. Without reflection. Safe to share between
/// threads.
/// </remarks>
public sealed class KpiDetailJsonConverter : JsonConverter<KpiDetail>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override KpiDetail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.String or JsonTokenType.Null))
        {
            throw new JsonException("A detail is a JSON object, a JSON string or null.");
        }

        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind == JsonValueKind.Null ? default : KpiDetail.FromJson(element.GetRawText());
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, KpiDetail value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Json is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(value.Json);
        }
    }
}
