namespace Valhalla.Governance;

/// <summary>What became of a follow-up task.</summary>
public enum FollowUpStatus
{
    /// <summary>The contact is still to be made.</summary>
    Pending = 0,

    /// <summary>The contact was made.</summary>
    Completed = 1,

    /// <summary>The ladder was stopped before the contact was made.</summary>
    Cancelled = 2,
}
