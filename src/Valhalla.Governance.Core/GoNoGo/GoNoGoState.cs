namespace Valhalla.Governance.GoNoGo;

/// <summary>Where the board stands, as one read or one transaction saw it.</summary>
internal sealed record GoNoGoState
{
    /// <summary>The newest evaluation, without signatures; null before the first.</summary>
    public GoNoGoEvaluation? Latest { get; init; }

    /// <summary>The newest evaluation with the hash that was asked about; null where there is none.</summary>
    public GoNoGoEvaluation? Asked { get; init; }

    /// <summary>All signatures under that hash, oldest first.</summary>
    public IReadOnlyList<SignOff> SignOffs { get; init; } = [];

    /// <summary>What was decided last on that hash; null where nothing was.</summary>
    public GoNoGoOutcome? Decided { get; init; }

    /// <summary>The number of the newest decision; 0 before the first.</summary>
    public long LastDecisionId { get; init; }

    /// <summary>The newest posted observation of each signal.</summary>
    public IReadOnlyList<Evidence> Posted { get; init; } = [];

    public InfluenceState Influence { get; init; } = new();

    public bool KillSwitchEngaged { get; init; }

    /// <summary>When the kill switch was last released; null when it never was.</summary>
    public DateTimeOffset? KillSwitchReleasedAt { get; init; }
}
