using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Runbook;

/// <summary>Instruments of the runbook. Check ids are tags: their number is fixed when the host starts.</summary>
internal sealed class RunbookMetrics
{
    private readonly GuardedCounter<long> _failures;
    private readonly GuardedHistogram<int> _blockers;

    public RunbookMetrics(ValhallaMeter meter)
    {
        _failures = meter.CreateCounter<long>(
            "valhalla.runbook.failures", "{check}", "Checks that failed, by check.");
        _blockers = meter.CreateHistogram<int>(
            "valhalla.runbook.blockers", "{check}", "Blockers found in a run.");
    }

    public void Ran(RunbookStatus status)
    {
        _blockers.Record(status.Blockers.Count);
        if (_failures.Enabled)
        {
            foreach (var item in status.Blockers.Concat(status.Warnings))
            {
                _failures.Add(1, new KeyValuePair<string, object?>("check", item.Id));
            }
        }
    }
}
