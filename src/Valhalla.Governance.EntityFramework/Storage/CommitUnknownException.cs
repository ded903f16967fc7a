using System.Data.Common;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Something that is not the database threw while a commit was under way, such as a listener that the host has on the
/// driver. The commit may have happened: it is to be looked up before anything is done again.
/// </summary>
internal sealed class CommitUnknownException(Exception cause)
    : Exception("A commit was sent, and its end is not known.", cause)
{
    /// <summary>Whether an exception tells nothing of how the commit ended; what a driver throws tells of it.</summary>
    public static bool IsCause(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is DbException or ValhallaStoreException or OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }
}
