namespace Valhalla.Governance;

/// <summary>What an alarm tells of.</summary>
public enum IntegrityAlarmKind
{
    /// <summary>The store no longer has changes of control state that a node had read from it.</summary>
    ControlLost = 0,

    /// <summary>A row of control state is not what its last audit record says. The kill switch was engaged.</summary>
    RowDiffers = 1,

    /// <summary>The ledger's totals are not those of its journal. The kill switch was engaged.</summary>
    LedgerDiffers = 2,

    /// <summary>A check of the audit chain found it broken.</summary>
    AuditBroken = 3,
}
