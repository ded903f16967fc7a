using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Operations.Policies;

/// <summary>
/// What one transaction writes: whole new rows, each with the version of the row it replaces plus one (so version 1
/// inserts), and the audit records without which nothing may change.
/// </summary>
internal sealed record OperationsPolicyChange
{
    public IReadOnlyList<MarketPolicy> MarketPolicies { get; init; } = [];

    public IReadOnlyList<OfferPolicy> OfferPolicies { get; init; } = [];

    public required IReadOnlyList<AuditEntry> Audit { get; init; }
}
