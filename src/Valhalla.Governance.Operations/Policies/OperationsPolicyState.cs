using Valhalla.Governance.Control;

namespace Valhalla.Governance.Operations.Policies;

/// <summary>
/// This process's view of the policies. Every change makes another version of control state, which reaches all nodes
/// within milliseconds or at the next poll, and policies of another version are read anew before they are used: they
/// are never older than control state is. Thread-safe.
/// </summary>
internal sealed class OperationsPolicyState(IOperationsPolicyStore store, ControlState control)
{
    private readonly Lock _publishing = new();
    private volatile OperationsPolicies? _newest;

    /// <summary>The policies; from memory while control state has not changed.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public ValueTask<OperationsPolicies> GetAsync(CancellationToken cancellationToken) =>
        _newest is { } newest && control.Latest is { } latest && newest.Version == latest.Snapshot.Version
            ? ValueTask.FromResult(newest)
            : RefreshAsync(cancellationToken);

    /// <summary>Reads the store.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<OperationsPolicies> RefreshAsync(CancellationToken cancellationToken)
    {
        var read = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        Publish(read);
        return read;
    }

    /// <summary>Makes a change.</summary>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    public async ValueTask<OperationsPolicies> CommitAsync(
        OperationsPolicyDecision decide, CancellationToken cancellationToken)
    {
        var committed = await store.CommitAsync(decide, cancellationToken).ConfigureAwait(false);
        Publish(committed);
        return committed;
    }

    private void Publish(OperationsPolicies read)
    {
        lock (_publishing)
        {
            // A slow read must not undo what a later commit has published, but a database that was set back is
            // believed: control state has then published the other version too.
            if (_newest is null || read.Version.Revision > _newest.Version.Revision
                || read.Version == _newest.Version || read.Version == control.Latest?.Snapshot.Version)
            {
                _newest = read;
            }
        }
    }
}
