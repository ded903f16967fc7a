namespace Valhalla.Governance;

/// <summary>What became of a request for a ladder.</summary>
public enum CreateLadderStatus
{
    /// <summary>A ladder was made.</summary>
    Created = 0,

    /// <summary>The lead has an open ladder; it is the answer, nothing was made.</summary>
    AlreadyOpen = 1,

    /// <summary>The market policy leaves no window in which to contact the lead; nothing was made.</summary>
    NoContactWindow = 2,

    /// <summary>The idempotency key was refused; nothing was made.</summary>
    KeyRefused = 3,
}
