using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Ramp;

/// <summary>A new influence row with the audit record without which it may not be written.</summary>
internal sealed record InfluenceChange(InfluenceState State, AuditEntry Audit);
