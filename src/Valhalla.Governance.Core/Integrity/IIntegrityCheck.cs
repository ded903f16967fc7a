namespace Valhalla.Governance.Integrity;

/// <summary>A check of stored rows that runs in the background, turn by turn.</summary>
internal interface IIntegrityCheck
{
    /// <summary>Compares what is stored with what is recorded.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<IntegrityFinding>> FindAsync(CancellationToken cancellationToken);
}
