using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Valhalla.Governance.Kpi;

/// <summary>What an event must be. Nothing that a database refuses may get into the buffer.</summary>
internal static class KpiEventRules
{
    public const int MaxTextLength = TextRules.MaxActorLength;
    public const int MaxDetailBytes = 16 * 1024;
    public const int MaxDetailDepth = 16;
    public const int MaxBatchEvents = 1_000;

    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <exception cref="ArgumentException">The event is malformed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Validate(in KpiEvent kpiEvent)
    {
        ValidateNames(kpiEvent.Domain, kpiEvent.Metric);
        if (kpiEvent.Value is { } value && !double.IsFinite(value))
        {
            Throw("The value must be a finite number.", nameof(KpiEvent.Value));
        }

        if (kpiEvent.DurationMs is { } duration && !(double.IsFinite(duration) && duration >= 0))
        {
            Throw("The duration must be a finite number of milliseconds, zero or more.", nameof(KpiEvent.DurationMs));
        }

        ValidateText(kpiEvent.Actor, nameof(KpiEvent.Actor));
        ValidateText(kpiEvent.CorrelationId, nameof(KpiEvent.CorrelationId));
        if (kpiEvent.DetailJson is { } detailJson)
        {
            ValidateDetail(detailJson);
        }
    }

    /// <exception cref="ArgumentException">A name is the default value of its type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ValidateNames(DomainName domain, MetricName metric)
    {
        if (domain.Value.Length == 0 || metric.Value.Length == 0)
        {
            ThrowNameMissing();
        }
    }

    /// <exception cref="ArgumentException">The text is neither null nor well formed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ValidateText(string? text, string name)
    {
        if (text is not null && !IsText(text))
        {
            Throw("Give 1 to 200 characters without control characters.", name);
        }
    }

    /// <summary>Printable ASCII is decided at vector speed; the rest by the rule for all texts.</summary>
    private static bool IsText(string text) =>
        text.Length is > 0 and <= MaxTextLength
        && (!text.AsSpan().ContainsAnyExcept(PrintableAscii) || TextRules.IsValid(text, MaxTextLength));

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

    /// <exception cref="ArgumentException">The detail is not valid.</exception>
    public static void ValidateDetail(string detailJson)
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
    private static void Throw(string message, string name) => throw new ArgumentException(message, name);
}
