namespace Valhalla.Governance;

/// <summary>Which dead letters to read, newest first.</summary>
public sealed record NoticeDeadLetterQuery
{
    /// <summary>The most dead letters of one read: 1 000.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Only those of this notifier.</summary>
    public string? Notifier { get; init; }

    /// <summary>Only those that are still not delivered. Default false.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only those before this id; null starts with the newest.</summary>
    public long? BeforeId { get; init; }

    /// <summary>At most so many, 1 to <see cref="MaxLimit"/>. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
