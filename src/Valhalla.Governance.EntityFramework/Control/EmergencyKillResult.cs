namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>What came of an emergency kill.</summary>
/// <param name="WasEngaged">Whether the switch was engaged already.</param>
/// <param name="IsRecorded">Whether it is recorded in the audit chain.</param>
internal readonly record struct EmergencyKillResult(bool WasEngaged, bool IsRecorded);
