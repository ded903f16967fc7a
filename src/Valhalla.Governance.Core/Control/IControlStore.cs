namespace Valhalla.Governance.Control;

/// <summary>Control state: read-mostly, changed in one transaction with its audit records.</summary>
internal interface IControlStore
{
    /// <summary>Reads all control state from the store.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<ControlSnapshot> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads every row, also where nothing seems to have changed, and compares them with their audit records.
    /// </summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<ControlSnapshot> ReadEveryRowAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>Reads the gate row alone, where that is much less than all control state; else null.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<GateReading?> ReadGateAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<GateReading?>(null);

    /// <summary>
    /// Locks the gate row (which every ledger batch locks too, so no reservation can commit after a kill has), reads
    /// all control state, runs the decision, writes rows and chained audit records, commits, notifies other nodes.
    /// </summary>
    /// <returns>The control state after the commit.</returns>
    /// <exception cref="ValhallaStoreException">The store could not make the change; nothing was written.</exception>
    ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when another node may have changed control state, or after <paramref name="pollInterval"/>.
    /// </summary>
    /// <returns>
    /// The version of a committed kill, where the signal itself tells of one; else null, and only reading tells.
    /// </returns>
    ValueTask<ControlVersion?> WaitForChangeAsync(TimeSpan pollInterval, CancellationToken cancellationToken);
}
