namespace Valhalla.Governance;

/// <summary>
/// Something that must not be: it blocks the runbook until a person has acknowledged it. Immutable.
/// </summary>
public sealed record IntegrityAlarm
{
    /// <summary>Counts the alarms, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>What it tells of.</summary>
    public required IntegrityAlarmKind Kind { get; init; }

    /// <summary>Where it was found, such as <c>risk_policy GLOBAL</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>What exactly was found: the same is not raised twice, anything else is.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When, by the store's clock, UTC.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When somebody acknowledged it, UTC; null while nobody has.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged it.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Why it may be passed over.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether nobody has acknowledged it.</summary>
    public bool IsOpen => AcknowledgedAt is null;
}
