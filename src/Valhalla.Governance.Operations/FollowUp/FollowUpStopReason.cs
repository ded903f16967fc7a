namespace Valhalla.Governance;

/// <summary>Why a ladder is stopped.</summary>
public enum FollowUpStopReason
{
    /// <summary>The lead has answered (<c>REPLIED</c>).</summary>
    Replied = 0,

    /// <summary>The lead wants no more contact (<c>OPTED_OUT</c>).</summary>
    OptedOut = 1,

    /// <summary>Something else (<c>OTHER</c>).</summary>
    Other = 2,
}
