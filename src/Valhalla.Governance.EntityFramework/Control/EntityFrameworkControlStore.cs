using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Control state in tables, over any provider.</summary>
internal sealed class EntityFrameworkControlStore(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    StoreRetry retry,
    GuardedLogger<EntityFrameworkControlStore> logger) : IControlStore
{
    private volatile ControlSnapshot? _lastRead;

    public ValueTask<ControlSnapshot> ReadAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (store, token) => store.ReadOnceAsync(token), cancellationToken);

    public ValueTask<GateReading?> ReadGateAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (store, token) => store.ReadGateOnceAsync(token), cancellationToken);

    public ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken) =>
        retry.RunAsync(
            new PendingCommit<ControlSnapshot, ControlChange>(
                dialect,
                errors,
                logger,
                static async (db, token) => await ControlRows.ReadAsync(db, token),
                (current, now) => decide(current, now)),
            static (pending, token) => pending.RunAsync(token),
            cancellationToken);

    public ValueTask<long?> WaitForChangeAsync(TimeSpan pollInterval, CancellationToken cancellationToken) =>
        dialect.WaitForChangeAsync(pollInterval, cancellationToken);

    private async ValueTask<GateReading?> ReadGateOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await db.GoLiveStates.SingleOrDefaultAsync(cancellationToken) is { } row
            ? new GateReading(row.Revision, row.ToState())
            : null;
    }

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

        return _lastRead = await ConsistentRead.RunAsync(
            db,
            static async (context, token) => (await ControlRows.ReadAsync(context, token)).ToSnapshot(),
            static snapshot => snapshot.Revision,
            cancellationToken);
    }
}
