using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Rows that are changed under the lock of the gate row, as one transaction sees and changes them.</summary>
internal interface ILockedRows<TSnapshot, in TChange>
{
    /// <summary>The version, if the kill switch is engaged in these rows.</summary>
    ControlVersion? Kill => null;

    TSnapshot ToSnapshot();

    /// <summary>Puts the new rows in place and makes the next version; the context then writes what differs.</summary>
    /// <exception cref="InvalidOperationException">A new row is not the successor of the one it replaces.</exception>
    void Apply(ValhallaDbContext db, TChange change, DateTimeOffset now);

    /// <summary>What is to be appended to the audit chain.</summary>
    IReadOnlyList<AuditEntry> AuditOf(TChange change);
}
