namespace Valhalla.Governance;

/// <summary>One record of the audit chain.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record AuditEvent
{
    /// <summary>Its place, dense from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, by the store's clock, UTC, in whole microseconds.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>A stable dotted name, such as <c>go_live.enable</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was changed, such as an engine; empty for singletons.</summary>
    public required string Subject { get; init; }

    /// <summary>Who.</summary>
    public required ChangeAuthor Author { get; init; }

    /// <summary>Why, if given.</summary>
    public string? Reason { get; init; }

    /// <summary>The state before as JSON, or null.</summary>
    public string? FromJson { get; init; }

    /// <summary>The state after as JSON, or null.</summary>
    public string? ToJson { get; init; }

    /// <summary>The version of the row after the change, or 0.</summary>
    public long Version { get; init; }

    /// <summary>The hash of the record before; all zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over the predecessor's hash and this record's canonical JSON, lower-case hex.</summary>
    public required string Hash { get; init; }
}
