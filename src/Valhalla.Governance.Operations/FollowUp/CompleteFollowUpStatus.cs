namespace Valhalla.Governance;

/// <summary>What became of a reported contact.</summary>
public enum CompleteFollowUpStatus
{
    /// <summary>Recorded.</summary>
    Completed = 0,

    /// <summary>It was completed before; nothing changed.</summary>
    AlreadyCompleted = 1,

    /// <summary>There is no such task.</summary>
    TaskUnknown = 2,

    /// <summary>The ladder was stopped; nothing changed.</summary>
    TaskCancelled = 3,

    /// <summary>Another claim holds the task; nothing changed.</summary>
    ClaimedByAnother = 4,
}
