namespace Valhalla.Governance;

/// <summary>Shows what is deleted when it is old, and how far that has come. Thread-safe.</summary>
/// <remarks>The audit is never deleted: <see cref="IAuditTrail.ExportAsync"/> archives it.</remarks>
public interface IGovernanceRetention
{
    /// <summary>Reads where retention stands, for all nodes together.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RetentionStatus> GetStatusAsync(CancellationToken cancellationToken = default);
}
