namespace Valhalla.Governance.Operations.Policies;

/// <summary>Policies of the operations engines: read-mostly, changed like control state.</summary>
internal interface IOperationsPolicyStore
{
    /// <summary>Reads all policies.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<OperationsPolicies> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Locks the gate row, reads the policies, runs the decision, writes rows and chained audit records, raises the
    /// revision of control state, commits, notifies other nodes.
    /// </summary>
    /// <returns>The policies after the commit.</returns>
    /// <exception cref="ValhallaStoreException">The store could not make the change; nothing was written.</exception>
    ValueTask<OperationsPolicies> CommitAsync(
        OperationsPolicyDecision decide, CancellationToken cancellationToken);
}
