using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Retention;

/// <summary>Instruments of retention. Tables are tags: they are fixed.</summary>
internal sealed class RetentionMetrics
{
    private readonly GuardedCounter<long> _runs;
    private readonly GuardedCounter<long> _deleted;
    private readonly GuardedCounter<long> _rolledUp;

    public RetentionMetrics(ValhallaMeter meter)
    {
        _runs = meter.CreateCounter<long>(
            "valhalla.retention.runs", "{run}", "Runs of retention on this node, by result.");
        _deleted = meter.CreateCounter<long>(
            "valhalla.retention.deleted", "{row}", "Rows deleted by this node, by table.");
        _rolledUp = meter.CreateCounter<long>(
            "valhalla.retention.rolled_up", "{event}", "KPI events added to the roll-up of their day by this node.");
    }

    public void Ran(string result) => _runs.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Deleted(string table, int rows) =>
        _deleted.Add(rows, new KeyValuePair<string, object?>("table", table));

    public void RolledUp(int events) => _rolledUp.Add(events);
}
