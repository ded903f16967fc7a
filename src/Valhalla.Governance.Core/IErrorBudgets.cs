namespace Valhalla.Governance;

/// <summary>
/// Error budgets: how much of what its objective allows to fail each service has spent, and how fast it spends it.
/// Objectives are defined in <see cref="ErrorBudgetOptions"/>.
/// </summary>
/// <remarks>Thread-safe. All arithmetic is decimal. Nothing here changes a control.</remarks>
public interface IErrorBudgets
{
    /// <summary>Reads the budget of every objective, in the order in which they are defined.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>One budget for each objective; one without counts has the status <c>NoData</c>.</returns>
    /// <exception cref="ValhallaStoreException">The store could not be read.</exception>
    ValueTask<IReadOnlyList<ErrorBudget>> GetBudgetsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds counts of good and bad events, all or none, once a key.</summary>
    /// <param name="counts">
    /// 1 to 1 000 of them, each of an objective whose counts are posted, not older than its window and not in the
    /// future.
    /// </param>
    /// <param name="idempotencyKey">Makes the request decidable once, 1 to 255 characters; or null.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>What became of them. A count that is refused is named, and then nothing is added.</returns>
    /// <exception cref="ArgumentException">The list is empty or too long, or the key is not one.</exception>
    /// <exception cref="ValhallaStoreException">The store could not take them; nothing was added.</exception>
    ValueTask<SloPostResult> PostCountsAsync(
        IReadOnlyList<SloCount> counts,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default);
}
