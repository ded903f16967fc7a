namespace Valhalla.Governance.Storage;

/// <summary>The clock of a store on this machine: in memory, or a file.</summary>
internal sealed class LocalStoreClock(TimeProvider time) : IStoreClock
{
    public LocalStoreClock(StoreTimeProvider store)
        : this(store.Time)
    {
    }

    public DateTimeOffset Now => time.GetUtcNow();

    public ValueTask<DateTimeOffset> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Now);

    public ValueTask<DateTimeOffset> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Now);
}
