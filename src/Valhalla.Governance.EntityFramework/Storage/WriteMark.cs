namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// A row that one write of this process at a time puts its id into, within its transaction. It is made before its
/// first use, so that whoever looks for an id waits for a transaction that has not ended. Used again and again: there
/// are as many rows as writes at the same time. Not thread-safe.
/// </summary>
internal sealed class WriteMark(IStoreDialect dialect, TimeProvider time)
{
    /// <summary>A row that nobody used for a day is deleted with the idempotency keys.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private readonly string _key = CreateId(time);
    private long? _usedAt;

    public bool IsOld => _usedAt is { } at && time.GetElapsedTime(at) > MaxAge;

    /// <summary>An id that no other write has.</summary>
    public string CreateWriteId() => CreateId(time);

    /// <summary>Makes the row, where there is none yet; outside of any transaction.</summary>
    public async ValueTask PrepareAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        if (_usedAt is null)
        {
            await dialect.CreateMarkAsync(db, _key, cancellationToken);
        }

        _usedAt = time.GetTimestamp();
    }

    /// <summary>Puts the id into the row, within the transaction of the context.</summary>
    /// <returns>False when an earlier attempt has put it there and was committed.</returns>
    public ValueTask<bool> TrySetAsync(ValhallaDbContext db, string writeId, CancellationToken cancellationToken) =>
        dialect.TrySetMarkAsync(db, _key, writeId, cancellationToken);

    private static string CreateId(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
