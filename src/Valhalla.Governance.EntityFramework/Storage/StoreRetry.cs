using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Runs a whole transaction again when the database asks for it: contention up to 5 times within 2 s, jittered; a lost
/// connection once. Everything else becomes the exception that callers see. Thread-safe.
/// </summary>
internal sealed class StoreRetry(IStoreErrorMapper errors, TimeProvider time, GuardedLogger<StoreRetry> logger)
{
    public const int MaxAttempts = 6;
    private static readonly TimeSpan MaxElapsed = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(4);

    /// <summary>Runs an operation that begins and ends its own transaction.</summary>
    /// <exception cref="ValhallaStoreException">The database could not carry it out.</exception>
    public async ValueTask<TResult> RunAsync<TState, TResult>(
        TState state, Func<TState, CancellationToken, ValueTask<TResult>> operation,
            CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var startedAt = time.GetTimestamp();
        var connectionsLost = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation(state, cancellationToken);
            }
            catch (Exception exception) when (
                FaultOf(exception, cancellationToken) is var fault and not StoreFault.None)
            {
                var again = fault switch
                {
                    StoreFault.Busy => attempt < MaxAttempts && time.GetElapsedTime(startedAt) < MaxElapsed,
                    StoreFault.ConnectionLost => ++connectionsLost <= 1,
                    _ => false,
                };
                if (!again)
                {
                    throw errors.Explain(fault, exception) ?? StoreFaults.ToException(fault, exception);
                }

                logger.Retrying(attempt, fault, exception);
                if (fault == StoreFault.Busy)
                {
                    await Task.Delay(DelayOf(attempt), time, cancellationToken);
                }
            }
        }
    }

    private StoreFault FaultOf(Exception exception, CancellationToken cancellationToken) =>
        exception is ValhallaStoreException
        || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
            ? StoreFault.None
            : exception is CommitUnknownException ? StoreFault.ConnectionLost : errors.Map(exception);

#pragma warning disable CA5394 // Spreads retries; nothing secret hangs on it.
    private static TimeSpan DelayOf(int attempt) =>
        FirstDelay * (1 << (attempt - 1)) * (0.5 + Random.Shared.NextDouble());
#pragma warning restore CA5394
}
