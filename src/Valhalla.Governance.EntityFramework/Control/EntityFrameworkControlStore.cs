using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Control state in tables, over any provider.</summary>
internal sealed class EntityFrameworkControlStore(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    StoreRetry retry,
    ILogger<EntityFrameworkControlStore> logger) : IControlStore
{
    private const int MaxTornReads = 10;
    private volatile ControlSnapshot? _lastRead;

    public ValueTask<ControlSnapshot> ReadAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (store, token) => store.ReadOnceAsync(token), cancellationToken);

    public ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken) =>
        retry.RunAsync(
            new PendingCommit(dialect, errors, logger, decide),
            static (pending, token) => pending.RunAsync(token),
            cancellationToken);

    public ValueTask WaitForChangeAsync(TimeSpan pollInterval, CancellationToken cancellationToken) =>
        dialect.WaitForChangeAsync(pollInterval, cancellationToken);

    private async ValueTask<ControlSnapshot> ReadOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;

        // Every node asks every second, and nearly always nothing has changed: then one row answers.
        var gate = await db.GoLiveStates.SingleOrDefaultAsync(cancellationToken);
        if (_lastRead is { } last && gate is not null && gate.Revision == last.Revision
            && gate.Epoch == last.Gate.Epoch && gate.UpdatedAt == last.Gate.UpdatedAt)
        {
            return last;
        }

        // Every commit raises the revision: if it is the same before and after, the rows between are of one state.
        for (var attempt = 0; attempt < MaxTornReads; attempt++)
        {
            var snapshot = (await ControlRows.ReadAsync(db, cancellationToken)).ToSnapshot();
            var revision = await db.GoLiveStates.Select(row => row.Revision).SingleAsync(cancellationToken);
            if (revision == snapshot.Revision)
            {
                _lastRead = snapshot;
                return snapshot;
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, "Control state changed during every one of several reads. Try again.");
    }
}
