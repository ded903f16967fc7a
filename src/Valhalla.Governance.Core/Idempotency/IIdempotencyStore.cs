namespace Valhalla.Governance.Idempotency;

/// <summary>
/// Housekeeping of stored answers. They are read and written by the store that commits the effect, in its transaction.
/// </summary>
internal interface IIdempotencyStore
{
    /// <summary>
    /// Deletes answers older than <paramref name="before"/>, at most <paramref name="limit"/> of them.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    ValueTask<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
