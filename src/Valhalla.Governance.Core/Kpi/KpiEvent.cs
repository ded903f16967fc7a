namespace Valhalla.Governance;

/// <summary>One measured fact.</summary>
/// <remarks>A struct, so that emitting one allocates nothing. Immutable.</remarks>
public readonly record struct KpiEvent
{
    /// <summary>What it is about.</summary>
    public required DomainName Domain { get; init; }

    /// <summary>What was measured.</summary>
    public required MetricName Metric { get; init; }

    /// <summary>Whether it succeeded; null for a plain value.</summary>
    public bool? Success { get; init; }

    /// <summary>The value; finite; null when there is none.</summary>
    public double? Value { get; init; }

    /// <summary>How long it took, in milliseconds; zero or more.</summary>
    public double? DurationMs { get; init; }

    /// <summary>Who acted, at most 200 characters.</summary>
    public string? Actor { get; init; }

    /// <summary>What links it to other events, at most 200 characters; null takes the current trace id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>More, as JSON, at most 16 KiB: an object, or a JSON string for plain text.</summary>
    public string? DetailJson { get; init; }

    /// <summary>When it happened, UTC; the default value takes the time of the call.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
