using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.EntityFramework.Regression;

/// <summary>The evaluator's lease in a table, over any provider.</summary>
internal sealed class EntityFrameworkEvaluatorLeaseStore(IStoreDialect dialect, StoreRetry retry) : IEvaluatorLeaseStore
{
    public ValueTask<LeaseReading> ReadAsync(CancellationToken cancellationToken) => retry.RunAsync(
        dialect,
        static async (dialect, token) =>
        {
            await using var db = await dialect.CreateContextAsync(token);
            return await ReadAsync(dialect, db, token);
        },
        cancellationToken);

    public ValueTask<LeaseReading> HoldAsync(string node, TimeSpan duration, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, node, duration),
            static async (state, token) =>
            {
                var (dialect, node, duration) = state;
                LeaseReading reading;
                await using (var db = await dialect.CreateContextAsync(token))
                {
                    reading = await ReadAsync(dialect, db, token);
                }

                // Looked at without a lock first: who waits for another node's lease writes nothing.
                if (EvaluatorLeaseRules.Hold(reading.Lease, node, duration, reading.Now) is not { } wanted)
                {
                    return reading;
                }

                return wanted.Token == reading.Token
                    ? await ExtendAsync(dialect, wanted, token)
                    : await TakeAsync(dialect, node, duration, token);
            },
            cancellationToken);

    public async ValueTask ReleaseAsync(string node, long token, CancellationToken cancellationToken) =>
        await retry.RunAsync(
            (dialect, node, token),
            static async (state, cancellation) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(cancellation);
                await using var db = await state.dialect.CreateContextAsync(cancellation);
                await using var transaction = await state.dialect.BeginWriteAsync(db, cancellation);
                var now = await state.dialect.ReadClockAsync(db, cancellation);
                var ended = await SetExpiryAsync(db, state.node, state.token, now, cancellation);
                await transaction.CommitAsync(cancellation);
                return ended;
            },
            cancellationToken);

    /// <summary>Only the holder's own row is written, so that a renewal holds up no commit of control state.</summary>
    private static async ValueTask<LeaseReading> ExtendAsync(
        IStoreDialect dialect, EvaluatorLease wanted, CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        await SetExpiryAsync(db, wanted.Holder, wanted.Token, StoreTime.Truncate(wanted.ExpiresAt), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await ReadAsync(dialect, db, cancellationToken);
    }

    /// <summary>Under the lock of control state: a firing that is being committed is before it, or sees it.</summary>
    private static async ValueTask<LeaseReading> TakeAsync(
        IStoreDialect dialect, string node, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginLockedAsync(db, cancellationToken);
        var row = await db.EvaluatorLeases.AsTracking().SingleOrDefaultAsync(cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        if (EvaluatorLeaseRules.Hold(row?.ToLease(), node, duration, now) is not { } lease)
        {
            return new LeaseReading(row?.ToLease(), now);
        }

        if (row is null)
        {
            row = new EvaluatorLeaseRow();
            db.EvaluatorLeases.Add(row);
        }

        row.Apply(lease);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new LeaseReading(row.ToLease(), now);
    }

    private static async ValueTask<LeaseReading> ReadAsync(
        IStoreDialect dialect, ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var row = await db.EvaluatorLeases.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return new LeaseReading(row?.ToLease(), await dialect.ReadClockAsync(db, cancellationToken));
    }

    private static Task<int> SetExpiryAsync(
        ValhallaDbContext db, string node, long token, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        db.EvaluatorLeases
            .Where(row => row.Holder == node && row.Token == token)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, expiresAt), cancellationToken);
}
