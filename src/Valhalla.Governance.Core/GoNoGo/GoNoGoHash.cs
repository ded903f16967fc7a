using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// Hashes everything that was decided on: SHA-256 of an array of objects, one a criterion, ordered by id, members in
/// the order of this file, times as ticks, without white space. Titles and words are left out: nothing hangs on them.
/// </summary>
internal static class GoNoGoHash
{
    public const int Length = 64;

    /// <summary>The hash in lower-case hex.</summary>
    public static string Of(IEnumerable<CriterionResult> results)
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var result in results.OrderBy(static r => r.Criterion.Id, StringComparer.Ordinal))
            {
                Write(writer, result);
            }

            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    public static bool IsValid(string? hash) => hash is { Length: Length } && hash.All(char.IsAsciiHexDigitLower);

    private static void Write(Utf8JsonWriter writer, CriterionResult result)
    {
        var criterion = result.Criterion;
        writer.WriteStartObject();
        writer.WriteString("id", criterion.Id);
        writer.WriteString("kind", WireNames.Of(criterion.Kind));
        writer.WriteString("signal", criterion.Signal.Value);
        writer.WriteString("comparison", WireNames.Of(criterion.Comparison));
        Write(writer, "threshold", criterion.Threshold);
        Write(writer, "warn_threshold", criterion.WarnThreshold);
        writer.WriteNumber("max_age_ticks", criterion.MaxAge.Ticks);
        writer.WriteBoolean("critical", criterion.Critical);
        writer.WriteBoolean("required", criterion.Required);
        writer.WriteBoolean("explainable", criterion.Explainable);
        Write(writer, "value", result.Evidence?.Value);
        writer.WriteString(
            "observed_at_ticks", result.Evidence?.ObservedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("source", result.Evidence?.Source);
        writer.WriteString("detail", result.Evidence?.Detail);
        writer.WriteString("status", WireNames.CapitalsOf(result.Status));
        writer.WriteEndObject();
    }

    // The kind beside the text: the word "1" is not the number 1.
    private static void Write(Utf8JsonWriter writer, string name, EvidenceValue? value)
    {
        writer.WriteString(name, value is { } known ? $"{WireNames.Of(known.Kind)}:{known.Text}" : null);
    }
}
