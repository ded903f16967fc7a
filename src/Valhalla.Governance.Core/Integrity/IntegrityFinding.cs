using Valhalla.Governance.Control;

namespace Valhalla.Governance.Integrity;

/// <summary>What one check has found wrong, before it is raised as an alarm.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="Subject">Where.</param>
/// <param name="Detail">What, in a sentence.</param>
/// <param name="Fingerprint">What exactly: the same is raised once.</param>
internal sealed record IntegrityFinding(IntegrityAlarmKind Kind, string Subject, string Detail, string Fingerprint)
{
    public bool ClosesGate => Kind is IntegrityAlarmKind.RowDiffers or IntegrityAlarmKind.LedgerDiffers;

    /// <summary>The store no longer has what this process has read from it.</summary>
    public static IntegrityFinding Lost(ControlVersion seen, ControlVersion now) => new(
        IntegrityAlarmKind.ControlLost,
        "control_state",
        $"This node has seen revision {seen.Revision}, and the store, now at {now.Revision}, no longer has it: a "
        + "failover or a restore has lost changes of policies or of the gate. Compare them with what should be.",
        seen.ToString());

    /// <summary>The chain no longer has a record that this process has read.</summary>
    public static IntegrityFinding LostRecord(RecordFold read) => new(
        IntegrityAlarmKind.ControlLost,
        "audit_event",
        $"This node has read audit record {read.Sequence}, and the store no longer has it: a failover or a restore has "
        + "lost changes of policies or of the gate. Compare them with what should be.",
        $"{read.Sequence} {read.Hash}");

    public bool IsSameAs(IntegrityAlarm alarm) =>
        alarm.Kind == Kind
        && string.Equals(alarm.Subject, Subject, StringComparison.Ordinal)
        && string.Equals(alarm.Fingerprint, Fingerprint, StringComparison.Ordinal);

    public bool IsAcknowledgedIn(IReadOnlyList<IntegrityAlarm> alarms) =>
        alarms.Any(alarm => !alarm.IsOpen && IsSameAs(alarm));
}
