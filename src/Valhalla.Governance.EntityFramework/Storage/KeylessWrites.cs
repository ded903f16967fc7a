using System.Collections.Concurrent;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Writes whose callers gave no key, over their retries: after a connection was lost at the commit, the commit is
/// looked up by an id of ours, and the caller gets the answer of the attempt that was committed. Thread-safe.
/// </summary>
internal sealed class KeylessWrites(
    IStoreDialect dialect, IStoreErrorMapper errors, StoreRetry retry, TimeProvider time)
{
    private readonly ConcurrentBag<WriteMark> _marks = [];

    /// <summary>Runs a write in a transaction of its own, which is committed when it returns.</summary>
    /// <exception cref="ValhallaStoreException">The database could not carry it out.</exception>
    public async ValueTask<TResult> RunAsync<TState, TResult>(
        TState state,
        Func<ValhallaDbContext, TState, CancellationToken, ValueTask<TResult>> write,
        CancellationToken cancellationToken)
    {
        if (!_marks.TryTake(out var mark) || mark.IsOld)
        {
            mark = new WriteMark(dialect, time);
        }

        // A mark whose write has failed is not used again: the server may still be at work on it.
        var result = await retry.RunAsync(
            new PendingWrite<TState, TResult>(dialect, errors, mark, state, write),
            static (pending, token) => pending.RunAsync(token),
            cancellationToken);
        _marks.Add(mark);
        return result;
    }
}
