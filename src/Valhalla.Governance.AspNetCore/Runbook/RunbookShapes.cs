using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Runbook;

/// <summary>A runbook status in the seeds' shape.</summary>
internal static class RunbookShapes
{
    public static RunbookBody Of(RunbookStatus status) => new()
    {
        GeneratedAt = status.GeneratedAt,
        Blockers = [.. status.Blockers.Select(Of)],
        Warnings = [.. status.Warnings.Select(Of)],
        Info = [.. status.Info.Select(Of)],
        OkToEnableGoLive = status.OkToEnableGoLive,
        SnapshotHash = status.SnapshotHash,
    };

    private static RunbookItemBody Of(RunbookItem item) => new()
    {
        Id = item.Id,
        Ok = item.Ok,
        Severity = WireNames.CapitalsOf(item.Severity),
        Message = item.Message,
        Detail = Detail(item.Detail),
    };

    private static JsonElement Detail(IReadOnlyDictionary<string, object?> detail)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, detail, WireJson.MaxDepth);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>A host's own checks may put anything into a detail: what is not plain data is shown as text.</summary>
    private static void Write(Utf8JsonWriter writer, object? value, int depthLeft)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(WireTime.Write(time));
                break;
            case IEnumerable<KeyValuePair<string, object?>> members when depthLeft > 0:
                WriteMembers(writer, members, depthLeft);
                break;
            case IEnumerable<KeyValuePair<string, string>> members when depthLeft > 0:
                WriteMembers(
                    writer, members.Select(static m => KeyValuePair.Create(m.Key, (object?)m.Value)), depthLeft);
                break;
            case IEnumerable items when depthLeft > 0:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, depthLeft - 1);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteMembers(
        Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> members, int depthLeft)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depthLeft - 1);
        }

        writer.WriteEndObject();
    }
}
