using System.Diagnostics.Metrics;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Audit;

/// <summary>Instruments of the audit.</summary>
internal sealed class AuditMetrics
{
    private static readonly AuditCheckKind[] Kinds = Enum.GetValues<AuditCheckKind>();

    private readonly GuardedCounter<long> _checks;
    private readonly GuardedCounter<long> _exports;
    private readonly ControlState _control;

    // Found here, and maybe not stored yet.
    private readonly bool[] _found = new bool[Kinds.Length];

    public AuditMetrics(ValhallaMeter meter, ControlState control)
    {
        _control = control;
        _checks = meter.CreateCounter<long>(
            "valhalla.audit.checks", "{check}", "Checks of the audit chain, by what was found.");
        _exports = meter.CreateCounter<long>(
            "valhalla.audit.checkpoints", "{export}", "Exports of a checkpoint, by how they ended.");
        meter.Meter.CreateObservableGauge(
            "valhalla.audit.broken",
            Observe,
            "{check}",
            "Whether a check of this kind has found the audit chain, or the checkpoint file, broken, and nobody has "
            + "acknowledged it.");
    }

    /// <summary>From now on the gauge of the kind is up, until the alarm is acknowledged.</summary>
    public void Found(AuditCheckKind kind) => Volatile.Write(ref _found[(int)kind], true);

    /// <summary>The alarm is stored: from now on it says how long the gauge stays up.</summary>
    public void Stored(AuditCheckKind kind) => Volatile.Write(ref _found[(int)kind], false);

    public void Checked(AuditBreak? broken)
    {
        _checks.Add(
            1,
            new KeyValuePair<string, object?>("result", broken is null ? "intact" : WireNames.Of(broken.Kind)));
    }

    private IEnumerable<Measurement<int>> Observe()
    {
        var alarms = _control.Current.Alarms;
        foreach (var kind in Kinds)
        {
            var name = WireNames.Of(kind);
            var isUp = Volatile.Read(ref _found[(int)kind]) || alarms.Any(alarm =>
                alarm is { IsOpen: true, Kind: IntegrityAlarmKind.AuditBroken }
                && string.Equals(alarm.Subject, name, StringComparison.Ordinal));
            yield return new Measurement<int>(isUp ? 1 : 0, new KeyValuePair<string, object?>("check", name));
        }
    }

    public void Exported(AuditExportStatus status) =>
        _exports.Add(1, new KeyValuePair<string, object?>("status", WireNames.Of(status)));
}
