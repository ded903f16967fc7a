using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.EntityFramework.Policies;

/// <summary>Policies of the operations engines in tables, over any provider.</summary>
internal sealed class EntityFrameworkOperationsPolicyStore(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    StoreRetry retry,
    GuardedLogger<EntityFrameworkOperationsPolicyStore> logger) : IOperationsPolicyStore
{
    public ValueTask<OperationsPolicies> ReadAsync(CancellationToken cancellationToken) => retry.RunAsync(
        dialect,
        static async (dialect, token) =>
        {
            await using var db = await dialect.CreateContextAsync(token);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await ConsistentRead.RunAsync(
                db,
                static async (context, token) => (await OperationsPolicyRows.ReadAsync(context, token)).ToSnapshot(),
                static policies => policies.Version,
                token);
        },
        cancellationToken);

    public ValueTask<OperationsPolicies> CommitAsync(
        OperationsPolicyDecision decide, CancellationToken cancellationToken) => retry.RunAsync(
            new PendingCommit<OperationsPolicies, OperationsPolicyChange>(
                dialect,
                errors,
                logger,
                static async (db, token) => await OperationsPolicyRows.ReadAsync(db, token),
                (current, now) => decide(current, now)),
            static (pending, token) => pending.RunAsync(token),
            cancellationToken);
}
