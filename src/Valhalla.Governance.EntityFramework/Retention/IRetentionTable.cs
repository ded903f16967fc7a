using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>How the old rows of one table are found and deleted.</summary>
internal interface IRetentionTable
{
    string Name { get; }

    /// <summary>
    /// Takes away a whole day that is old, or else deletes what is old among the next rows by id, within a transaction.
    /// </summary>
    ValueTask<RetentionStep> DeleteAsync(
        ValhallaDbContext db,
        IEventPartitions partitions,
        RetentionOrder order,
        long throughId,
        CancellationToken cancellationToken);
}
