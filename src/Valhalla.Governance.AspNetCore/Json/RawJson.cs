using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>
/// Members that hold any JSON: rewritten in compact form, so that what a store gets can be read back by every reader.
/// </summary>
internal static class RawJson
{
    public const string Remedy =
        "Strings must be valid Unicode without U+0000, and numbers within the range of a double.";

    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The element in compact form, or false when it holds what a JSON column cannot.</summary>
    public static bool TryWrite(JsonElement element, out string json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Compact);
        try
        {
            if (!TryWrite(element, writer))
            {
                json = "";
                return false;
            }
        }
        catch (InvalidOperationException)
        {
            // What GetString says about half a surrogate pair.
            json = "";
            return false;
        }

        writer.Flush();
        json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return true;
    }

    /// <summary>Reads stored JSON for an answer; what cannot be read is shown as the text it is.</summary>
    public static JsonElement? Read(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, WireJson.Context.String);
        }
    }

    private static bool TryWrite(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    if (HasNull(member.Name))
                    {
                        return false;
                    }

                    writer.WritePropertyName(member.Name);
                    if (!TryWrite(member.Value, writer))
                    {
                        return false;
                    }
                }

                writer.WriteEndObject();
                return true;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    if (!TryWrite(item, writer))
                    {
                        return false;
                    }
                }

                writer.WriteEndArray();
                return true;
            case JsonValueKind.String:
                var text = element.GetString()!;
                writer.WriteStringValue(text);
                return !HasNull(text);
            case JsonValueKind.Number:
                element.WriteTo(writer);
                return element.TryGetDouble(out var number) && double.IsFinite(number);
            default:
                element.WriteTo(writer);
                return true;
        }
    }

    private static bool HasNull(string text) => text.Contains('\0', StringComparison.Ordinal);
}
