using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Audit;

/// <summary>Instruments of the audit.</summary>
internal sealed class AuditMetrics
{
    private readonly GuardedCounter<long> _checks;
    private readonly GuardedCounter<long> _exports;
    private volatile bool _isBroken;

    public AuditMetrics(ValhallaMeter meter)
    {
        _checks = meter.CreateCounter<long>(
            "valhalla.audit.checks", "{check}", "Checks of the audit chain, by what was found.");
        _exports = meter.CreateCounter<long>(
            "valhalla.audit.checkpoints", "{export}", "Exports of a checkpoint, by how they ended.");
        meter.Meter.CreateObservableGauge(
            "valhalla.audit.broken",
            () => _isBroken ? 1 : 0,
            "{node}",
            "Whether the newest check of this node found the audit chain, or the checkpoint file, broken.");
    }

    public void Checked(AuditBreak? broken)
    {
        _isBroken = broken is not null;
        _checks.Add(
            1,
            new KeyValuePair<string, object?>("result", broken is null ? "intact" : WireNames.Of(broken.Kind)));
    }

    public void Exported(AuditExportStatus status) =>
        _exports.Add(1, new KeyValuePair<string, object?>("status", WireNames.Of(status)));
}
