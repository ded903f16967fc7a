using System.Collections.Concurrent;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>Keeps long-lived sessions between uses, so that their statements stay prepared. Thread-safe.</summary>
internal sealed class PostgreSqlSessions<TSession>(Func<CancellationToken, ValueTask<TSession>> open) : IAsyncDisposable
    where TSession : class, IAsyncDisposable
{
    private readonly ConcurrentStack<TSession> _idle = new();

    /// <summary>Runs work on a session. A session whose work threw is closed, which rolls back.</summary>
    public async ValueTask<TResult> RunAsync<TState, TResult>(
        TState state,
        Func<TSession, TState, CancellationToken, ValueTask<TResult>> work,
        CancellationToken cancellationToken)
    {
        if (!_idle.TryPop(out var session))
        {
            session = await open(cancellationToken);
        }

        try
        {
            var result = await work(session, state, cancellationToken);
            _idle.Push(session);
            return result;
        }
        catch
        {
            await session.DisposeAsync();

            // What broke one session has often broken the idle ones too: the next use opens a fresh one.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var session))
        {
            await session.DisposeAsync();
        }
    }
}
