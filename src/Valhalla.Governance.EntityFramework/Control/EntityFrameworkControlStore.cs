using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Integrity;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Control state in tables, over any provider.</summary>
internal sealed class EntityFrameworkControlStore(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    StoreRetry retry,
    GuardedLogger<EntityFrameworkControlStore> logger) : IControlStore
{
    private readonly AuditTail _tail = new();
    private readonly ControlRowCheck _check = new();
    private volatile ControlSnapshot? _lastRead;

    public ValueTask<ControlSnapshot> ReadAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (store, token) => store.ReadOnceAsync(token), cancellationToken);

    public ValueTask<ControlSnapshot> ReadEveryRowAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (store, token) => store.ReadEveryRowOnceAsync(token), cancellationToken);

    public ValueTask<GateReading?> ReadGateAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (store, token) => store.ReadGateOnceAsync(token), cancellationToken);

    public ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken) =>
        retry.RunAsync(
            new PendingCommit<ControlSnapshot, ControlChange>(
                dialect,
                errors,
                logger,
                async (db, token) => _tail.IsWarm
                    ? await ControlRows.ReadAsync(db, _tail, _check, token)
                    : await ControlRows.ReadAsync(db, token),
                (current, now) => decide(current, now)),
            static (pending, token) => pending.RunAsync(token),
            cancellationToken);

    public ValueTask<ControlVersion?> WaitForChangeAsync(TimeSpan pollInterval, CancellationToken cancellationToken) =>
        dialect.WaitForChangeAsync(pollInterval, cancellationToken);

    private async ValueTask<GateReading?> ReadGateOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await db.GoLiveStates.SingleOrDefaultAsync(cancellationToken) is { } row
            ? new GateReading(row.ControlVersion, row.ToState())
            : null;
    }

    private async ValueTask<ControlSnapshot> ReadOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;

        // Every node asks every second, and nearly always nothing has changed: then one row answers.
        var gate = await db.GoLiveStates.SingleOrDefaultAsync(cancellationToken);
        return _lastRead is { } last && gate is not null && IsAsRead(gate, last)
            ? last
            : await ReadEveryRowAsync(db, cancellationToken);
    }

    private async ValueTask<ControlSnapshot> ReadEveryRowOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await ReadEveryRowAsync(db, cancellationToken);
    }

    private async ValueTask<ControlSnapshot> ReadEveryRowAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        _lastRead = await ConsistentRead.RunAsync(
            db,
            async (context, token) => (await ControlRows.ReadAsync(context, _tail, _check, token)).ToSnapshot(),
            static snapshot => snapshot.Version,
            cancellationToken);

    private static bool IsAsRead(GoLiveStateRow gate, ControlSnapshot last) =>
        gate.ControlVersion == last.Version
        && gate.Epoch == last.Gate.Epoch
        && gate.UpdatedAt == last.Gate.UpdatedAt
        && gate.GoLiveEnabled == last.Gate.GoLiveEnabled
        && gate.KillSwitchEngaged == last.Gate.KillSwitchEngaged;
}
