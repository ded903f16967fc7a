using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Valhalla.Governance.Kpi;

/// <summary>Adds what went wrong to an event's detail. Off the hot path: steps that fail only.</summary>
internal static class KpiFailureDetail
{
    public const int MaxErrorLength = 1_000;

    /// <summary>
    /// The detail with an <c>error</c> member. A text becomes <c>detail</c> beside it; a detail that leaves no room
    /// for the error is left out, and <c>detail_omitted</c> says so.
    /// </summary>
    /// <param name="detailJson">A valid detail, or null.</param>
    /// <param name="error">Any text.</param>
    public static string Merge(string? detailJson, string error)
    {
        var clean = Clean(error);
        if (detailJson is null)
        {
            return Write(clean, null, omitted: false);
        }

        using var detail = JsonDocument.Parse(detailJson);
        var merged = Write(clean, detail.RootElement, omitted: false);
        return Encoding.UTF8.GetByteCount(merged) <= KpiEventRules.MaxDetailBytes
            ? merged
            : Write(clean, null, omitted: true);
    }

    /// <summary>Cut to a length that leaves room, without NUL and halves of surrogate pairs.</summary>
    private static string Clean(string error)
    {
        var text = new StringBuilder(Math.Min(error.Length, MaxErrorLength));
        foreach (var rune in error.EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > MaxErrorLength)
            {
                break;
            }

            text.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return text.ToString();
    }

    private static string Write(string error, JsonElement? detail, bool omitted)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (detail is { ValueKind: JsonValueKind.Object } named)
            {
                foreach (var member in named.EnumerateObject().Where(m => m.Name is not "error"))
                {
                    member.WriteTo(json);
                }
            }
            else if (detail is { } text)
            {
                json.WritePropertyName("detail");
                text.WriteTo(json);
            }

            json.WriteString("error", error);
            if (omitted)
            {
                json.WriteBoolean("detail_omitted", true);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
