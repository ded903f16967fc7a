namespace Valhalla.Governance;

/// <summary>A notice that was not delivered after the last attempt.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record NoticeDeadLetter
{
    /// <summary>Its id, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>The name of the notifier that could not deliver it.</summary>
    public required string Notifier { get; init; }

    /// <summary>The place of the notice's audit record.</summary>
    public required long Sequence { get; init; }

    /// <summary>The notice as the webhook sends it.</summary>
    public required string NoticeJson { get; init; }

    /// <summary>How often it was tried, by hand included.</summary>
    public required int Attempts { get; init; }

    /// <summary>How the last attempt failed: a status or a kind of error, nothing that the receiver sent.</summary>
    public required string LastError { get; init; }

    /// <summary>When it was given up, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was delivered after all, UTC; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who last had it sent again; null if nobody.</summary>
    public string? RetriedBy { get; init; }

    /// <summary>When it was last sent again, UTC; null if never.</summary>
    public DateTimeOffset? RetriedAt { get; init; }
}
