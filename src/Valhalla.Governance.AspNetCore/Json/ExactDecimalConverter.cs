using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>
/// Reads an amount exactly. The serializer's own reader rounds digits that a <see cref="decimal"/> cannot hold, and
/// would so accept an amount with more than four decimals.
/// </summary>
internal sealed class ExactDecimalConverter : JsonConverter<decimal>
{
    private const int MaxDecimals = 4;
    private const int MaxExponent = 13;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // A raw number is in one piece: bodies are read whole before they are parsed.
        if (reader.TokenType != JsonTokenType.Number || !TryRead(reader.ValueSpan, out var amount))
        {
            throw new InvalidAmountException();
        }

        return amount;
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    /// <summary>Reads a JSON number as sign, digits and exponent, and refuses whatever is not exact.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> number, out decimal amount) =>
        ExactNumber.TryRead(number, MaxDecimals, MaxExponent, out amount);
}
