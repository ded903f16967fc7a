using System.Globalization;
using System.Text.Json;

namespace Valhalla.Governance;

/// <summary>The same for answers that have always been kept with the numbers of the values.</summary>
internal sealed class StoredNumberConverter<T> : StoredEnumConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
}
