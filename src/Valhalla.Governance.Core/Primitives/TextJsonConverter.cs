using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// Reads and writes a value that is one text as a JSON string, or as the name of a member where it is the key of a
/// dictionary.
/// </summary>
/// <typeparam name="T">The value's type, such as <see cref="EngineName"/>, which names it itself.</typeparam>
/// <remarks>
/// Anything but a valid text is a <see cref="JsonException"/>. A default value, which has no text, is written as the
/// empty string, and that is not read. Without reflection. Safe to share between threads.
/// </remarks>
public sealed class TextJsonConverter<T> : JsonConverter<T>
    where T : struct, ISpanParsable<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(ref reader)
            : throw new JsonException($"A JSON string is needed for {typeof(T).Name}.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc />
    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }

    private static T Parse(ref Utf8JsonReader reader)
    {
        try
        {
            return T.Parse(reader.GetString()!, CultureInfo.InvariantCulture);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            // What the reader says about half a surrogate pair.
            throw new JsonException("The text is no valid Unicode.", exception);
        }
    }
}
