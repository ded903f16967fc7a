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
    private readonly RowComparer _rows = new(RowsOf(Seeds.Create(DateTimeOffset.UnixEpoch)));

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
        AddDisarmed(snapshot, fold, findings);
        return findings;
    }

    private static List<AuditedRow> RowsOf(ControlSnapshot snapshot)
    {
        var rows = new List<AuditedRow> { RowOf(snapshot.Gate), RowOf(snapshot.Influence) };

        rows.AddRange(snapshot.RiskPolicies.Values.Select(policy => new AuditedRow(
            AuditStateFold.RiskArea, policy.Engine.Value, policy.Version, RiskPolicyRules.ToJson(policy)!)));
        rows.AddRange(snapshot.HeimdallPolicies.Values.Select(policy => new AuditedRow(
            AuditStateFold.HeimdallArea, policy.Domain.Value, policy.Version, HeimdallPolicyRules.ToJson(policy)!)));
        rows.AddRange(snapshot.RegressionPolicies.Values.Select(policy => new AuditedRow(
            AuditStateFold.RegressionPolicyArea,
            policy.Series.ToString(),
            policy.Version,
            RegressionAudit.ToJson(policy)!)));
        return rows;
    }

    private static AuditedRow RowOf(GoLiveState gate) =>
        new(AuditStateFold.GateArea, "", gate.Epoch, GoLiveAudit.ToJson(gate));

    private static AuditedRow RowOf(InfluenceState influence) =>
        new(AuditStateFold.InfluenceArea, "", influence.Version, InfluenceAudit.ToJson(influence));

    // The figures of a tripwire are computed and change without a record; that it has fired does not, unless a later
    // change of its policy armed it anew.
    private static void AddDisarmed(ControlSnapshot snapshot, RecordFold fold, List<IntegrityFinding> findings)
    {
        foreach (var (series, state) in snapshot.RegressionStates)
        {
            var subject = series.ToString();
            if (!state.Triggered
                && fold.Last.TryGetValue((AuditStateFold.RegressionStateArea, subject), out var record)
                && record.Json.Contains("\"triggered\":true", StringComparison.Ordinal)
                && !(fold.Last.TryGetValue((AuditStateFold.RegressionPolicyArea, subject), out var policy)
                    && policy.Sequence > record.Sequence))
            {
                findings.Add(new IntegrityFinding(
                    IntegrityAlarmKind.RowDiffers,
                    $"{AuditStateFold.RegressionStateArea} {subject}",
                    $"The tripwire was disarmed past this library: record {record.Sequence} left it triggered.",
                    $"{record.Sequence} {state.Version}"));
            }
        }
    }
}
