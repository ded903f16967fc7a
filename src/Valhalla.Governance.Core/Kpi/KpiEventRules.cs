using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Valhalla.Governance.Kpi;

/// <summary>What an event must be. Nothing that a database refuses may get into the buffer.</summary>
internal static class KpiEventRules
{
    public const int MaxTextLength = 200;
    public const int MaxDetailBytes = 16 * 1024;
    public const int MaxDetailDepth = 16;
    public const int MaxBatchEvents = 1_000;

    /// <exception cref="ArgumentException">The event is malformed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Validate(in KpiEvent kpiEvent)
    {
        if (kpiEvent.Domain.Value.Length == 0 || kpiEvent.Metric.Value.Length == 0)
        {
            ThrowNameMissing();
        }

        if (kpiEvent.Value is { } value && !double.IsFinite(value))
        {
            Throw("The value must be a finite number.", nameof(KpiEvent.Value));
        }

        if (kpiEvent.DurationMs is { } duration && !(double.IsFinite(duration) && duration >= 0))
        {
            Throw("The duration must be a finite number of milliseconds, zero or more.", nameof(KpiEvent.DurationMs));
        }

        ValidateTexts(kpiEvent.Actor, kpiEvent.CorrelationId, kpiEvent.DetailJson);
    }

    /// <exception cref="ArgumentException">A name is the default value, or a text is malformed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Validate(
        DomainName domain, MetricName metric, string? actor, string? correlationId, string? detailJson)
    {
        if (domain.Value.Length == 0 || metric.Value.Length == 0)
        {
            ThrowNameMissing();
        }

        ValidateTexts(actor, correlationId, detailJson);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ValidateTexts(string? actor, string? correlationId, string? detailJson)
    {
        if (actor is not null && !IsText(actor))
        {
            ThrowText(nameof(KpiEvent.Actor));
        }

        if (correlationId is not null && !IsText(correlationId))
        {
            ThrowText(nameof(KpiEvent.CorrelationId));
        }

        if (detailJson is not null)
        {
            ValidateDetail(detailJson);
        }
    }

    /// <summary>Short, without NUL (PostgreSQL has no such text) and without half a surrogate pair (UTF-8 has none).</summary>
    private static bool IsText(string text) =>
        text.Length <= MaxTextLength && !text.Contains('\0') && (Ascii.IsValid(text) || IsWellFormed(text));

    private static bool IsWellFormed(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static void ValidateDetail(string detailJson)
    {
        if (detailJson.Length > MaxDetailBytes || Encoding.UTF8.GetByteCount(detailJson) > MaxDetailBytes)
        {
            Throw("The detail must have at most 16 KiB of JSON.", nameof(KpiEvent.DetailJson));
        }

        // Encoding would silently replace half a surrogate pair by a question mark.
        if (detailJson.Contains('\0') || !IsWellFormed(detailJson) || !IsObjectOrText(detailJson))
        {
            Throw(
                "The detail must be valid JSON, at most 16 deep: an object, or a JSON string for plain text. "
                + "KpiDetail makes it from text or from a dictionary.",
                nameof(KpiEvent.DetailJson));
        }
    }

    private static bool IsObjectOrText(string json)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(MaxDetailBytes);
        try
        {
            var length = Encoding.UTF8.GetBytes(json, utf8);
            var reader = new Utf8JsonReader(
                utf8.AsSpan(0, length), new JsonReaderOptions { MaxDepth = MaxDetailDepth });
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.String))
            {
                return false;
            }

            do
            {
                // A name or text may still hide half a pair behind an escape; reading it would throw later.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }
            while (reader.Read());

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    [DoesNotReturn]
    private static void ThrowNameMissing() => throw new ArgumentException(
        "A KPI event needs a domain and a metric: the default values of DomainName and MetricName are not names.");

    [DoesNotReturn]
    private static void ThrowText(string name) => throw new ArgumentException(
        "The text must have at most 200 characters, no NUL and no half of a surrogate pair.", name);

    [DoesNotReturn]
    private static void Throw(string message, string name) => throw new ArgumentException(message, name);
}
