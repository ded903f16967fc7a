using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Ramp;

/// <summary>A new influence row with the audit record without which it may not be written.</summary>
internal sealed record InfluenceChange(InfluenceState State, AuditEntry Audit)
{
    public ControlChange ToControlChange() => new() { Influence = State, Audit = [Audit] };
}
