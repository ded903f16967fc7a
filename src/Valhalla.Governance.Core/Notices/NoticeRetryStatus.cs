namespace Valhalla.Governance;

/// <summary>How sending a dead letter again ended.</summary>
public enum NoticeRetryStatus
{
    /// <summary>It was received, and is resolved.</summary>
    Delivered = 0,

    /// <summary>It was not received, and stays.</summary>
    Failed = 1,

    /// <summary>There is no dead letter of this id.</summary>
    DeadLetterUnknown = 2,

    /// <summary>It was delivered before; nothing was sent.</summary>
    DeadLetterResolved = 3,

    /// <summary>This host has no notifier of that name; nothing was sent.</summary>
    NotifierUnknown = 4,
}
