namespace Valhalla.Governance;

/// <summary>Other forms of the risk guard's calls.</summary>
public static class RiskGuardExtensions
{
    /// <summary>Sets an amount aside.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="engine">The engine, such as <c>WHOLESALE</c>.</param>
    /// <param name="amount">The amount in currency units: positive, at most four decimals, at most 10¹².</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="correlationId">What links this to other events; a settlement can name it.</param>
    /// <param name="idempotencyKey">Makes the request decidable once.</param>
    /// <param name="cancellationToken">Ends the wait; the reservation may still have been made.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public static ValueTask<ReserveResult> ReserveAsync(
        this IRiskGuard guard,
        string engine,
        decimal amount,
        string actor = "system",
        string? correlationId = null,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return guard.ReserveAsync(
            new ReserveRequest(new EngineName(engine), Money.FromDecimal(amount))
            {
                Actor = actor,
                CorrelationId = correlationId,
                IdempotencyKey = idempotencyKey,
            },
            cancellationToken);
    }

    /// <summary>Sets an amount aside, or throws.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="request">What to reserve.</param>
    /// <param name="cancellationToken">Ends the wait; the reservation may still have been made.</param>
    /// <returns>The granted reservation.</returns>
    /// <exception cref="RiskDeniedException">It was denied.</exception>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public static async ValueTask<ReserveResult> ReserveOrThrowAsync(
        this IRiskGuard guard, ReserveRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        var result = await guard.ReserveAsync(request, cancellationToken).ConfigureAwait(false);
        return result.IsGranted ? result : throw new RiskDeniedException(result);
    }
}
