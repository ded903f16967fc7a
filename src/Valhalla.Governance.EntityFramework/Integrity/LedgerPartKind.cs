namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>Where a <see cref="LedgerPart"/> comes from.</summary>
internal enum LedgerPartKind
{
    /// <summary>The totals that the ledger holds.</summary>
    Total,

    /// <summary>What the day before left open, and what the journal of the day adds.</summary>
    Fold,

    /// <summary>What is open of the reservations.</summary>
    Held,
}
