namespace Valhalla.Governance.Regression;

/// <summary>The lease as the store has it.</summary>
/// <param name="Lease">The lease; null when no node has ever held it.</param>
/// <param name="Now">The store's clock at that moment.</param>
internal readonly record struct LeaseReading(EvaluatorLease? Lease, DateTimeOffset Now)
{
    /// <summary>The newest token, 0 when there is none.</summary>
    public long Token => Lease?.Token ?? 0;

    /// <summary>Whether a node holds it.</summary>
    public bool IsHeld => !EvaluatorLeaseRules.IsFree(Lease, Now);

    public bool IsHeldBy(string node) => IsHeld && string.Equals(Lease!.Holder, node, StringComparison.Ordinal);
}
