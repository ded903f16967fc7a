using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// Reads and writes <see cref="Money"/> as a JSON number in currency units, exactly; as the key of a dictionary, as the
/// same digits in a member's name.
/// </summary>
/// <remarks>
/// Anything but a number with at most four decimals that fits 64 bits of 1/10 000 is a <see cref="JsonException"/>.
/// Without reflection. Safe to share between threads.
/// </remarks>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    internal const string Remedy =
        "Money is a JSON number in currency units with at most four decimals, such as 12.5.";

    /// <inheritdoc />
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException(Remedy);
        }

        return Money.TryRead(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, out var money)
            ? money
            : throw new JsonException(Remedy);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.ToDecimal());
    }

    /// <inheritdoc />
    public override Money ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Money.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var money)
                ? money
                : throw new JsonException(Remedy);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(Remedy, exception);
        }
    }

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString(null, CultureInfo.InvariantCulture));
    }
}
