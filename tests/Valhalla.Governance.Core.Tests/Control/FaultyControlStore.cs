using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Core.Tests.Control;

/// <summary>The in-memory control store, which can be broken, or made to hang until it is let go.</summary>
internal sealed class FaultyControlStore(InMemoryDatabase database) : IControlStore
{
    private readonly InMemoryControlStore _store = new(database);
    private int _reads;
    private int _commits;

    /// <summary>What every call throws; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>
    /// What every read and commit waits for first, deaf to cancellation. A wait for changes does not: every driver
    /// ends it after the poll interval.
    /// </summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>The kill that the next wait tells of, whatever else is broken; null for none.</summary>
    public ControlVersion? Signalled { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public int Commits => Volatile.Read(ref _commits);

    public static ValhallaStoreException Down => new(StoreFailure.Unavailable, "The store is down.");

    public async ValueTask<ControlSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        await HoldOrFailAsync();
        return await _store.ReadAsync(cancellationToken);
    }

    public async ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _commits);
        await HoldOrFailAsync();
        return await _store.CommitAsync(decide, cancellationToken);
    }

    public async ValueTask<ControlVersion?> WaitForChangeAsync(
        TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        if (Signalled is { } kill)
        {
            Signalled = null;
            return kill;
        }

        FailIfBroken();
        return await _store.WaitForChangeAsync(pollInterval, cancellationToken);
    }

    private async Task HoldOrFailAsync()
    {
        await Hold;
        FailIfBroken();
    }

    private void FailIfBroken()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
