using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Reads several tables as they were at one moment, without a lock.</summary>
internal static class ConsistentRead
{
    private const int MaxTornReads = 10;

    /// <summary>
    /// Every commit makes another version: if it is the same before and after, the rows between are of one state.
    /// </summary>
    /// <exception cref="ValhallaStoreException">The state changed during every one of several reads.</exception>
    public static async ValueTask<TSnapshot> RunAsync<TSnapshot>(
        ValhallaDbContext db,
        Func<ValhallaDbContext, CancellationToken, ValueTask<TSnapshot>> read,
        Func<TSnapshot, ControlVersion> versionOf,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTornReads; attempt++)
        {
            var snapshot = await read(db, cancellationToken);
            var after = await db.GoLiveStates
                .Select(row => new { row.Revision, row.Incarnation })
                .SingleAsync(cancellationToken);
            if (new ControlVersion(after.Revision, after.Incarnation) == versionOf(snapshot))
            {
                return snapshot;
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, "Control state changed during every one of several reads. Try again.");
    }
}
