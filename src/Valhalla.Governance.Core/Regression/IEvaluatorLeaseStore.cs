namespace Valhalla.Governance.Regression;

/// <summary>The lease of the one node that evaluates the tripwires, by the store's clock.</summary>
internal interface IEvaluatorLeaseStore
{
    /// <summary>Reads the lease.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<LeaseReading> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Extends the lease of its holder, or takes it when nobody holds it; a take-over waits for the commit of control
    /// state that is under way.
    /// </summary>
    /// <returns>The lease afterwards, whoever holds it.</returns>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<LeaseReading> HoldAsync(string node, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Ends a lease now; does nothing when another has taken it over.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer; it then ends by itself.</exception>
    ValueTask ReleaseAsync(string node, long token, CancellationToken cancellationToken);
}
