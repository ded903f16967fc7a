namespace Valhalla.Governance.Risk;

/// <summary>The stored ledger contradicts itself, so no decision on it can be trusted.</summary>
internal sealed class LedgerBreachException(string message) : Exception(message);
