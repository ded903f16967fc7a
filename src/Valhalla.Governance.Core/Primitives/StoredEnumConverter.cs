using System.Collections.Frozen;
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
    private static readonly FrozenDictionary<string, T> Values =
        Enum.GetValues<T>().ToFrozenDictionary(static value => value.ToString(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<T, JsonEncodedText> Names =
        Values.ToFrozenDictionary(static pair => pair.Value, static pair => JsonEncodedText.Encode(pair.Key));

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value))
        {
            return value;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
        {
            var numbered = (T)Enum.ToObject(typeof(T), number);
            return Names.ContainsKey(numbered) ? numbered : WireNames.Unknown<T>();
        }

        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number
            ? WireNames.Unknown<T>()
            : throw new JsonException();
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[value]);
}
