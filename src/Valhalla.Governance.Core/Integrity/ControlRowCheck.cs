using System.Collections.Frozen;
using System.Globalization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Integrity;

/// <summary>Compares all rows of control state with their audit records. Thread-safe.</summary>
internal sealed class ControlRowCheck
{
    private static readonly FrozenDictionary<string, Func<string, bool>> Names =
        new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
        {
            ["action"] = static text => WireNames.TryRead<RegressionAction>(text, out _),
            ["kind"] = static text => WireNames.TryRead<RegressionKind>(text, out _),
            ["direction"] = static text => WireNames.TryRead<RegressionDirection>(text, out _),
            ["evidence"] = static text => WireNames.TryRead<RegressionEvidence>(text, out _),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly RowComparer _rows = new(RowsOf(Seeds.Create(DateTimeOffset.UnixEpoch)), Names);

    /// <param name="snapshot">The rows.</param>
    /// <param name="fold">The records, read after the rows.</param>
    public IReadOnlyList<IntegrityFinding> Find(ControlSnapshot snapshot, RecordFold fold)
    {
        var findings = _rows.Compare(
            RowsOf(snapshot),
            fold,
            AuditStateFold.RiskArea,
            AuditStateFold.HeimdallArea,
            AuditStateFold.RegressionPolicyArea);
        AddLostAlarms(snapshot, fold, findings);
        AddDisarmed(snapshot, fold, findings);
        return findings;
    }

    private static List<AuditedRow> RowsOf(ControlSnapshot snapshot)
    {
        var rows = new List<AuditedRow> { RowOf(snapshot.Gate), RowOf(snapshot.Influence) };

        rows.AddRange(snapshot.RiskPolicies.Values.Select(policy => new AuditedRow(
            new RowKey(AuditStateFold.RiskArea, policy.Engine.Value),
            policy.Version,
            () => RiskPolicyRules.ToJson(policy)!,
            new RowStamp(policy.ChangedBy, policy.Reason, policy.UpdatedAt),
            policy with { UpdatedAt = default })));
        rows.AddRange(snapshot.HeimdallPolicies.Values.Select(policy => new AuditedRow(
            new RowKey(AuditStateFold.HeimdallArea, policy.Domain.Value),
            policy.Version,
            () => HeimdallPolicyRules.ToJson(policy)!,
            new RowStamp(policy.ChangedBy, policy.Reason, policy.UpdatedAt),
            policy with { UpdatedAt = default })));
        rows.AddRange(snapshot.RegressionPolicies.Values.Select(policy => new AuditedRow(
            new RowKey(AuditStateFold.RegressionPolicyArea, policy.Series.ToString()),
            policy.Version,
            () => RegressionAudit.ToJson(policy)!,
            new RowStamp(policy.ChangedBy, policy.Reason, policy.UpdatedAt),
            policy with { UpdatedAt = default })));
        rows.AddRange(snapshot.Alarms.Select(IntegrityRules.RowOf));
        return rows;
    }

    private static AuditedRow RowOf(GoLiveState gate) => new(
        new RowKey(AuditStateFold.GateArea, ""),
        gate.Epoch,
        () => GoLiveAudit.ToJson(gate),
        new RowStamp(gate.UpdatedBy, gate.Reason, gate.UpdatedAt),
        gate with { UpdatedAt = default });

    private static AuditedRow RowOf(InfluenceState influence) => new(
        new RowKey(AuditStateFold.InfluenceArea, ""),
        influence.Version,
        () => InfluenceAudit.ToJson(influence),
        new RowStamp(influence.UpdatedBy, influence.Reason, influence.UpdatedAt),
        influence with { UpdatedAt = default });

    // Old alarms are not all at hand; of those that are, none is missing.
    private static void AddLostAlarms(ControlSnapshot snapshot, RecordFold fold, List<IntegrityFinding> findings)
    {
        var oldest = snapshot.Alarms.Count == 0 ? 0 : snapshot.Alarms[^1].Id - IntegrityRules.MaxAlarms;
        foreach (var ((area, subject), record) in fold.Last)
        {
            if (string.Equals(area, IntegrityRules.AlarmArea, StringComparison.Ordinal)
                && long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id > oldest
                && !snapshot.Alarms.Any(alarm => alarm.Id == id))
            {
                findings.Add(new IntegrityFinding(
                    IntegrityAlarmKind.RowDiffers,
                    $"{area} {subject}",
                    $"The alarm was deleted past this library: record {record.Sequence} tells of it.",
                    $"{record.Sequence} gone"));
            }
        }
    }

    // The figures of a tripwire are computed and change without a record. That it has fired, and since which event it
    // counts, does not, unless a later change of its policy armed it anew.
    private static void AddDisarmed(ControlSnapshot snapshot, RecordFold fold, List<IntegrityFinding> findings)
    {
        var states = snapshot.RegressionStates.Values.ToDictionary(
            state => state.Series.ToString(), StringComparer.Ordinal);
        foreach (var ((area, subject), record) in fold.Last)
        {
            if (!string.Equals(area, AuditStateFold.RegressionStateArea, StringComparison.Ordinal)
                || (fold.Last.TryGetValue(new RowKey(AuditStateFold.RegressionPolicyArea, subject), out var policy)
                    && policy.Sequence > record.Sequence))
            {
                continue;
            }

            var state = states.GetValueOrDefault(subject);
            if (RegressionAudit.ReadState(record.Json) is { } recorded
                && ((recorded.Triggered && state is not { Triggered: true })
                    || (state is not null && state.ArmedAfterId != recorded.ArmedAfterId)))
            {
                var what = state is null ? "deleted"
                    : recorded.Triggered && !state.Triggered ? "disarmed"
                    : $"moved to event {state.ArmedAfterId}";
                findings.Add(new IntegrityFinding(
                    IntegrityAlarmKind.RowDiffers,
                    $"{AuditStateFold.RegressionStateArea} {subject}",
                    $"The tripwire was {what} past this library: record {record.Sequence} left it "
                    + $"{(recorded.Triggered ? "triggered" : "armed")} after event {recorded.ArmedAfterId}.",
                    $"{record.Sequence} {state?.Version} {state?.ArmedAfterId}"));
            }
        }
    }
}
