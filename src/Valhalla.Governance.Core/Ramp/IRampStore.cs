namespace Valhalla.Governance.Ramp;

/// <summary>Observations of units under both policies: append-only.</summary>
internal interface IRampStore
{
    /// <summary>Appends observations in one transaction.</summary>
    /// <exception cref="ValhallaStoreException">Nothing was written.</exception>
    ValueTask AppendAsync(IReadOnlyList<StoredObservation> observations, CancellationToken cancellationToken);

    /// <summary>Counts a step's observations.</summary>
    /// <param name="step">The step.</param>
    /// <param name="newest">Over how many of the newest observations units are counted.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RampSample> CountAsync(long step, int newest, CancellationToken cancellationToken);

    /// <summary>Compares the outcomes of a step's observations.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RampComparison> CompareAsync(long step, CancellationToken cancellationToken);
}
