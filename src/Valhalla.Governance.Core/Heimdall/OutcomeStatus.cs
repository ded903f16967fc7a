namespace Valhalla.Governance;

/// <summary>What became of a reported outcome.</summary>
public enum OutcomeStatus
{
    /// <summary>Counted.</summary>
    Recorded = 0,

    /// <summary>The same outcome was recorded already; nothing changed.</summary>
    AlreadyRecorded = 1,

    /// <summary>There is no such recommendation.</summary>
    RecommendationUnknown = 2,

    /// <summary>Another outcome was recorded already; nothing changed.</summary>
    ConflictingOutcome = 3,

    /// <summary>The deadline has passed: it counts as a failure and stays one.</summary>
    DeadlinePassed = 4,
}
