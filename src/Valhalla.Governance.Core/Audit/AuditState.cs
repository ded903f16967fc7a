namespace Valhalla.Governance;

/// <summary>Control state as it was at an instant.</summary>
public sealed record AuditState
{
    /// <summary>The instant, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The last record of the state; 0 when the chain begins later.</summary>
    public required long Sequence { get; init; }

    /// <summary>The rows, by area and subject.</summary>
    public required IReadOnlyList<AuditStateItem> Items
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>What the records cannot tell, in sentences.</summary>
    public required IReadOnlyList<string> NotRebuilt
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>
    /// What is wrong with the chain, or null. The state is built from what is there, so with a break it may be wrong.
    /// </summary>
    public AuditBreak? Break { get; init; }
}
