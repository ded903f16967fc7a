using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// Reads and writes <see cref="ContactWindows"/> as the text that <see cref="ContactWindows.Parse"/> reads.
/// </summary>
/// <remarks>
/// Anything else is a <see cref="JsonException"/>. Without reflection. Safe to share between threads.
/// </remarks>
public sealed class ContactWindowsJsonConverter : JsonConverter<ContactWindows>
{
    /// <inheritdoc />
    public override ContactWindows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A JSON string such as \"monday=09:00-21:30\" is needed.");
        }

        try
        {
            return ContactWindows.Parse(reader.GetString()!);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ContactWindows value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
