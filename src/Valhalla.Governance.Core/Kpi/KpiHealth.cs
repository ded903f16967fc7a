using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Kpi;

/// <summary>Puts together what the writer and the losses say.</summary>
internal sealed class KpiHealth(
    KpiWriter writer, KpiCommitter committer, KpiLosses losses, IOptions<KpiOptions> options) : IKpiHealth
{
    public bool IsHealthy => Problem is null;

    public long Dropped => losses.Dropped;

    public long Quarantined => losses.Quarantined;

    public long Pending => writer.Pending;

    public TimeSpan? OldestAge => writer.OldestAge;

    public DateTimeOffset? LastCommitAt => committer.LastCommitAt;

    public IReadOnlyCollection<KpiSeries> StaleSeries => losses.StaleSeries;

    public string? Problem
    {
        get
        {
            if (!writer.IsRunning)
            {
                return "The KPI writer does not run: it starts and stops with the host.";
            }

            if (writer.OldestAge is { } age && age >= options.Value.UnhealthyAge)
            {
                var failure = committer.LastFailure is { } kind ? $" The last attempt: {WireNames.Of(kind)}." : "";
                return $"KPI events have been waiting for {age.TotalSeconds:0} s to be committed.{failure}";
            }

            return losses.HasStaleSeries
                ? $"{losses.StaleSeries.Count} metrics have lost events: {losses.Dropped} dropped and "
                    + $"{losses.Quarantined} refused by the store since the start."
                : null;
        }
    }
}
