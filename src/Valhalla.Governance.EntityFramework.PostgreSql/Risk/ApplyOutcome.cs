namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>What became of a batch that was decided before the lock was taken.</summary>
internal enum ApplyOutcome
{
    /// <summary>Everything decided still held: booked and committed.</summary>
    Applied,

    /// <summary>A total has moved: nothing was booked, and deciding again on what was seen may do.</summary>
    Outdated,

    /// <summary>The gate or a policy has changed, or a key is repeated: it is decided under the lock.</summary>
    NeedsLock,
}
