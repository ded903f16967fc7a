namespace Valhalla.Governance.Operations.Policies;

/// <summary>
/// Decides a change on the policies as they are under the lock. Pure: it may run again when the store retries.
/// </summary>
/// <param name="current">The policies under the lock.</param>
/// <param name="now">The store's clock.</param>
/// <returns>What to write, or null to write nothing.</returns>
internal delegate OperationsPolicyChange? OperationsPolicyDecision(OperationsPolicies current, DateTimeOffset now);
