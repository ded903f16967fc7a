namespace Valhalla.Governance.Risk;

/// <summary>What a read of the ledger saw.</summary>
/// <param name="Now">The store's clock.</param>
/// <param name="Rows">The newest row of each engine that has one; their days may differ.</param>
/// <param name="Policies">The policies as they were at the moment of those rows.</param>
internal sealed record LedgerReading(
    DateTimeOffset Now, IReadOnlyList<RiskLedgerDay> Rows, IReadOnlyList<RiskPolicy> Policies);
