using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>More about a KPI event: plain text, or named values. Made without reflection.</summary>
/// <remarks>Immutable, safe to share between threads. The default value is "none".</remarks>
[JsonConverter(typeof(KpiDetailJsonConverter))]
public readonly struct KpiDetail : IEquatable<KpiDetail>
{
    private static readonly JsonWriterOptions Strict = new() { MaxDepth = JsonRules.MaxDepth };

    private KpiDetail(string? json) => Json = json;

    /// <summary>The detail as JSON; null for none.</summary>
    public string? Json { get; }

    /// <summary>Takes JSON as it is; it is checked when the event is emitted.</summary>
    /// <param name="json">A JSON object or a JSON string, at most 16 KiB; null for none.</param>
    public static KpiDetail FromJson(string? json) => new(json);

    /// <summary>Plain text.</summary>
    /// <param name="text">The text; null for none.</param>
    public static KpiDetail FromText(string? text) =>
        text is null ? default : Write(text, static (json, value) => json.WriteStringValue(value));

    /// <summary>A JSON value that was parsed already.</summary>
    /// <param name="element">An object or a string; undefined and null for none.</param>
    public static KpiDetail FromElement(JsonElement element) =>
        element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? default
            : Write(element, static (json, value) => value.WriteTo(json));

    /// <summary>Named values.</summary>
    /// <param name="values">
    /// Texts, numbers, booleans, null, times, identifiers, enums, JSON elements, and lists and dictionaries of those.
    /// </param>
    /// <exception cref="ArgumentException">A value is of another type, or not a finite number.</exception>
    public static KpiDetail FromValues(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Write(values, static (json, value) => WriteValue(json, value));
    }

    /// <summary>Plain text.</summary>
    /// <param name="text">The text; null for none.</param>
    public static implicit operator KpiDetail(string? text) => FromText(text);

    /// <summary>A JSON value that was parsed already.</summary>
    /// <param name="element">An object or a string.</param>
    public static implicit operator KpiDetail(JsonElement element) => FromElement(element);

    /// <summary>Named values.</summary>
    /// <param name="values">See <see cref="FromValues"/>; null for none.</param>
    public static implicit operator KpiDetail(Dictionary<string, object?>? values) =>
        values is null ? default : FromValues(values);

    /// <inheritdoc />
    public bool Equals(KpiDetail other) => string.Equals(Json, other.Json, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is KpiDetail other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Json is null ? 0 : string.GetHashCode(Json, StringComparison.Ordinal);

    /// <summary>Whether both are the same JSON text.</summary>
    public static bool operator ==(KpiDetail left, KpiDetail right) => left.Equals(right);

    /// <summary>Whether they are different JSON texts.</summary>
    public static bool operator !=(KpiDetail left, KpiDetail right) => !left.Equals(right);

    private static KpiDetail Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Strict))
        {
            try
            {
                write(json, value);
            }
            catch (InvalidOperationException exception)
            {
                throw new ArgumentException("The detail must be at most 16 deep.", nameof(value), exception);
            }
        }

        return new KpiDetail(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case short or ushort or byte or sbyte or uint:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                json.WriteStringValue(time);
                break;
            case DateTime time:
                json.WriteStringValue(time);
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case Money money:
                json.WriteNumberValue(money.ToDecimal());
                break;
            case Enum or DateOnly or TimeOnly or TimeSpan or char or Uri or DomainName or EngineName or MetricName
                or SignalName or ReservationId:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> values:
                WriteObject(json, values);
                break;
            case System.Collections.IEnumerable items:
                WriteArray(json, items);
                break;
            default:
                throw new ArgumentException(
                    $"A value of type {value.GetType()} has no JSON form here: use KpiDetail.FromJson.", nameof(value));
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> values)
    {
        json.WriteStartObject();
        foreach (var (name, value) in values)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, System.Collections.IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            WriteValue(json, item);
        }

        json.WriteEndArray();
    }
}
