namespace Valhalla.Governance;

/// <summary>Whether somebody may be contacted; of several reasons against it, the first in this order.</summary>
public enum ContactStatus
{
    /// <summary>Allowed, as far as a market policy goes.</summary>
    Allowed = 0,

    /// <summary>Nobody there may be contacted.</summary>
    PolicyDisabled = 1,

    /// <summary>Not by this channel.</summary>
    ChannelNotAllowed = 2,

    /// <summary>The lead's score is missing or too low.</summary>
    LeadScoreBelowMinimum = 3,

    /// <summary>It is a statutory holiday on which the law of the province forbids it.</summary>
    Holiday = 4,

    /// <summary>It is outside the windows of the policy in one of the recipient's possible time zones.</summary>
    OutsideWindow = 5,
}
