namespace Valhalla.Governance.Control;

/// <summary>
/// Decides a change on the rows as they are under the lock. Pure: it may run again when the store retries.
/// </summary>
/// <param name="current">The rows under the lock.</param>
/// <param name="now">The store's clock.</param>
/// <returns>What to write, or null to write nothing.</returns>
internal delegate ControlChange? ControlDecision(ControlSnapshot current, DateTimeOffset now);
