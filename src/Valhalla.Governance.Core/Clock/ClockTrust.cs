using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Clock;

/// <summary>
/// The store's clock for what cannot be taken back: while it may be ahead, nothing expires and nothing is deleted by
/// it. Thread-safe.
/// </summary>
internal sealed class ClockTrust(
    IStoreClock clock, StoreClockWatch watch, ClockHistory history, GuardedLogger<ClockTrust> logger)
{
    private int _isTold;

    /// <summary>What the clock shows.</summary>
    /// <returns>Null while it is suspected to be ahead, also by an earlier run of this process.</returns>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        await history.EnsureRestoredAsync(cancellationToken).ConfigureAwait(false);
        var now = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!watch.Observe(now))
        {
            Volatile.Write(ref _isTold, 0);
            return now;
        }

        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            ClockLog.NothingDeleted(logger);
        }

        return null;
    }
}
