using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Integrity;

/// <summary>How alarms are raised and acknowledged. Pure.</summary>
internal static class IntegrityRules
{
    public const string AlarmArea = "integrity_alarm";
    public const string RaiseAction = AlarmArea + ".raise";
    public const string AcknowledgeAction = AlarmArea + ".acknowledge";

    /// <summary>So many alarms are kept at hand beside those that are open; more than a database ever has.</summary>
    public const int MaxAlarms = 1_000;

    /// <summary>The name under which alarms are raised, and the kill switch is engaged by them.</summary>
    public static ChangeAuthor Author { get; } = new("integrity_check");

    /// <summary>Raises what is new; null when nothing is, and nothing is left to be closed.</summary>
    public static ControlChange? Raise(
        ControlSnapshot current, IReadOnlyList<IntegrityFinding> findings, DateTimeOffset now)
    {
        var alarms = new List<IntegrityAlarm>();
        var lastId = current.Alarms.Count == 0 ? 0 : current.Alarms[^1].Id;
        foreach (var finding in findings)
        {
            if (!current.Alarms.Any(alarm => Covers(alarm, finding)) && !alarms.Exists(alarm => Covers(alarm, finding)))
            {
                alarms.Add(new IntegrityAlarm
                {
                    Id = ++lastId,
                    Kind = finding.Kind,
                    Subject = finding.Subject,
                    Detail = finding.Detail,
                    Fingerprint = finding.Fingerprint,
                    RaisedAt = now,
                });
            }
        }

        var change = alarms.Count == 0
            ? null
            : new ControlChange { Alarms = alarms, Audit = [.. alarms.Select(Raised)] };

        // Also when it was raised before: a node of an earlier build may have released the kill.
        var closing = findings.FirstOrDefault(f => f.ClosesGate && !f.IsAcknowledgedIn(current.Alarms));
        return closing is null ? change : Engage(change ?? new ControlChange(), current, closing, now);
    }

    /// <summary>Acknowledges an alarm.</summary>
    /// <param name="current">The rows under the lock.</param>
    /// <param name="id">Which.</param>
    /// <param name="author">Who.</param>
    /// <param name="reason">Why it may be passed over.</param>
    /// <param name="now">The store's clock.</param>
    public static (IntegrityAlarmStatus Status, ControlChange? Change) Acknowledge(
        ControlSnapshot current, long id, ChangeAuthor author, string reason, DateTimeOffset now)
    {
        var alarm = current.Alarms.FirstOrDefault(alarm => alarm.Id == id);
        if (alarm is not { IsOpen: true })
        {
            return (alarm is null ? IntegrityAlarmStatus.NotFound : IntegrityAlarmStatus.Unchanged, null);
        }

        var acknowledged = alarm with { AcknowledgedAt = now, AcknowledgedBy = author.Name, Reason = reason };
        var entry = new AuditEntry(
            AcknowledgeAction, SubjectOf(alarm), author, reason, ToJson(alarm), ToJson(acknowledged), Version: 2);
        return (
            IntegrityAlarmStatus.Acknowledged,
            new ControlChange { Alarms = [acknowledged], Audit = [entry] });
    }

    /// <summary>Whether an alarm that closed the gate waits for its acknowledgement: until then no release.</summary>
    public static bool HoldClosed(IReadOnlyList<IntegrityAlarm> alarms) => alarms.Any(static alarm =>
        alarm is { IsOpen: true, Kind: IntegrityAlarmKind.RowDiffers or IntegrityAlarmKind.LedgerDiffers });

    /// <summary>The alarms after a change, in the order of their ids.</summary>
    public static IReadOnlyList<IntegrityAlarm> Merge(
        IReadOnlyList<IntegrityAlarm> current, IReadOnlyList<IntegrityAlarm> changed) => changed.Count == 0
            ? current
            : [.. current.Where(old => !changed.Any(alarm => alarm.Id == old.Id)).Concat(changed).OrderBy(a => a.Id)];

    // Every node has seen something else of what was lost, and one alarm is enough.
    private static bool Covers(IntegrityAlarm alarm, IntegrityFinding finding) =>
        finding.IsSameAs(alarm)
        || (alarm.IsOpen && alarm.Kind == finding.Kind && finding.Kind == IntegrityAlarmKind.ControlLost);

    private static ControlChange? Engage(
        ControlChange change, ControlSnapshot current, IntegrityFinding finding, DateTimeOffset now)
    {
        // A gate that somebody opened past this library does not stay enabled behind the kill.
        var gate = string.Equals(finding.Subject, AuditStateFold.GateArea, StringComparison.Ordinal)
            ? current.Gate with { GoLiveEnabled = false }
            : current.Gate;
        if (current.Gate.KillSwitchEngaged
            || GoLiveRules.Engage(gate, Author, finding.Detail, latchedAt: null, now).Change is not { } engaged)
        {
            return change.Audit.Count == 0 ? null : change;
        }

        return InfluenceRules.WithRollback(
            change with { Gate = engaged.Gate, Audit = [.. change.Audit, .. engaged.Audit] },
            current.Influence,
            InfluenceRules.KillSwitchTrigger,
            Author,
            finding.Detail,
            now);
    }

    /// <summary>An alarm as its records show it.</summary>
    public static AuditedRow RowOf(IntegrityAlarm alarm) =>
        new(new RowKey(AlarmArea, SubjectOf(alarm)), alarm.IsOpen ? 1 : 2, () => ToJson(alarm));

    private static AuditEntry Raised(IntegrityAlarm alarm) => new(
        RaiseAction, SubjectOf(alarm), Author, alarm.Detail, FromJson: null, ToJson(alarm), Version: 1);

    private static string SubjectOf(IntegrityAlarm alarm) => alarm.Id.ToString(CultureInfo.InvariantCulture);

    private static string ToJson(IntegrityAlarm alarm) => JsonSerializer.Serialize(
        new IntegrityAlarmAudit(
            WireNames.Of(alarm.Kind), alarm.Subject, alarm.Fingerprint, alarm.IsOpen),
        IntegrityJsonContext.Default.IntegrityAlarmAudit);
}

/// <summary>The part of an alarm that audit records show.</summary>
internal sealed record IntegrityAlarmAudit(string Kind, string Subject, string Fingerprint, bool Open);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IntegrityAlarmAudit))]
internal sealed partial class IntegrityJsonContext : JsonSerializerContext;
