namespace Valhalla.Governance.Storage;

/// <summary>
/// The store's clock. It alone decides what the store keeps and for how long: a node whose own clock is wrong dates,
/// fails and deletes nothing wrongly. Thread-safe.
/// </summary>
internal interface IStoreClock
{
    /// <summary>
    /// What it shows, as last heard and carried on by this process's monotonic clock; without waiting. Before the first
    /// reading, this process's own clock.
    /// </summary>
    DateTimeOffset Now { get; }

    /// <summary>What it shows; the store is asked when it was not heard lately.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<DateTimeOffset> GetAsync(CancellationToken cancellationToken);

    /// <summary>Asks the store: for what cannot be taken back.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<DateTimeOffset> ReadAsync(CancellationToken cancellationToken);
}
