namespace Valhalla.Governance;

/// <summary>One engine's policy with its ledger of today.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Ledger">Today's ledger; zeros, with what is open carried over, when nothing happened today.</param>
public sealed record RiskEngineSnapshot(RiskPolicy Policy, RiskLedgerDay Ledger);
