namespace Valhalla.Governance;

/// <summary>A drill of the kill switch. Immutable.</summary>
public sealed record KillSwitchDrill
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The build of the node that ran it: the build that it speaks for.</summary>
    public required string Build { get; init; }

    /// <summary>The node that ran it.</summary>
    public required string Coordinator { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>When it began, UTC, by the store's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>After this instant any node closes it as failed.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How it stands.</summary>
    public KillSwitchDrillStatus Status { get; init; }

    /// <summary>How many nodes had to deny.</summary>
    public int NodesExpected { get; init; }

    /// <summary>How many of them did in time.</summary>
    public int NodesDenied { get; init; }

    /// <summary>How long the slowest of them took, in milliseconds; null when none did.</summary>
    public double? SlowestMilliseconds { get; init; }

    /// <summary>What failed, up to 1 000 characters; null when nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>What the nodes answered; empty where it was not asked for.</summary>
    public IReadOnlyList<KillSwitchDrillAnswer> Answers
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<KillSwitchDrillAnswer>([]);
}
