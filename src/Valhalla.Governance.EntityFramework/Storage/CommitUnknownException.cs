namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Something that is not the database threw while a commit was under way, such as a listener that the host has on the
/// driver: whatever it throws, also what a driver might, tells nothing of the commit. That may have happened, and is to
/// be looked up before anything is done again.
/// </summary>
internal sealed class CommitUnknownException(Exception cause)
    : Exception("A commit was sent, and its end is not known.", cause);
