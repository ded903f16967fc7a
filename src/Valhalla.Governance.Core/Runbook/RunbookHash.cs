using System.Buffers;
using System.Collections;
using System.Security.Cryptography;
using System.Text.Json;

namespace Valhalla.Governance.Runbook;

/// <summary>
/// The fingerprint of a run's findings: SHA-256 over the items by id. Times do not count: neither that of the run nor
/// details whose key ends in <c>_at</c>.
/// </summary>
internal static class RunbookHash
{
    public static string Compute(IEnumerable<RunbookItem> items)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var item in items.OrderBy(i => i.Id, StringComparer.Ordinal)
                         .ThenBy(i => i.Message, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("id", item.Id);
                json.WriteBoolean("ok", item.Ok);
                json.WriteString("severity", WireNames.CapitalsOf(item.Severity));
                json.WriteString("message", item.Message);
                json.WritePropertyName("detail");
                Write(json, item.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, object? value)
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
            case long number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyDictionary<string, object?> entries:
                WriteEntries(json, entries);
                break;
            case IEnumerable list:
                WriteList(json, list);
                break;
            default:
                throw new InvalidOperationException($"A detail of type {value.GetType()} was not normalized.");
        }
    }

    private static void WriteEntries(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> entries)
    {
        json.WriteStartObject();
        foreach (var entry in entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            if (!entry.Key.EndsWith("_at", StringComparison.Ordinal))
            {
                json.WritePropertyName(entry.Key);
                Write(json, entry.Value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable list)
    {
        json.WriteStartArray();
        foreach (var item in list)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }
}
