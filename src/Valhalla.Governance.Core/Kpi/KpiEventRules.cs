using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance.Kpi;

/// <summary>What an event must be. Nothing that a database refuses may get into the buffer.</summary>
internal static class KpiEventRules
{
    public const int MaxTextLength = TextRules.MaxActorLength;
    public const int MaxDetailBytes = 16 * 1024;
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

    /// <summary>
    /// The actor as it is kept: the normal form, which can be longer than what was given. Not on the caller's path.
    /// </summary>
    public static string? KeptActor(string? actor)
    {
        var normal = PlainText.Normalize(actor);
        return normal is { Length: 0 or > MaxTextLength } ? PlainText.Mend(normal, MaxTextLength) : normal;
    }

    /// <summary>Printable ASCII is decided at vector speed; the rest by the rule for all texts.</summary>
    private static bool IsText(string text) =>
        text.Length is > 0 and <= MaxTextLength
        && (!text.AsSpan().ContainsAnyExcept(PrintableAscii) || TextRules.IsValid(text, MaxTextLength));

    /// <exception cref="ArgumentException">The detail is not valid.</exception>
    public static void ValidateDetail(string detailJson)
    {
        var start = detailJson.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '"') || !JsonRules.IsValid(detailJson, MaxDetailBytes))
        {
            Throw(
                "The detail must be valid JSON, at most 16 KiB and 16 deep: an object, or a JSON string for plain "
                + "text. KpiDetail makes it from text or from a dictionary.",
                nameof(KpiEvent.DetailJson));
        }
    }

    [DoesNotReturn]
    private static void ThrowNameMissing() => throw new ArgumentException(
        "A KPI event needs a domain and a metric: the default values of DomainName and MetricName are not names.");

    [DoesNotReturn]
    private static void Throw(string message, string name) => throw new ArgumentException(message, name);
}
