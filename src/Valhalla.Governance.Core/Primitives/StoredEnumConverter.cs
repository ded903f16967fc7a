using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// Enum values within stored JSON, by the names of their members. One that a newer build has written is read as
/// unknown, and never written.
/// </summary>
internal class StoredEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String
            && EnumNames.Of<T>().ByMember.TryGetValue(reader.GetString()!, out var member))
        {
            return EnumNames.Value<T>(member);
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
        {
            return EnumNames.Of<T>().Members.ContainsKey(number)
                ? EnumNames.Value<T>(number)
                : WireNames.Unknown<T>();
        }

        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number
            ? WireNames.Unknown<T>()
            : throw new JsonException();
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumNames.Of<T>().Members[EnumNames.Number(value)]);
}
