using System.Globalization;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Regression;

/// <summary>Tells the log, the metrics and the KPI series of a firing, after its commit.</summary>
internal sealed class FiringNotices(
    RegressionMetrics metrics, GuardedLogger<FiringNotices> logger, IKpiEmitter? kpi = null)
{
    /// <summary>The metric, in the domain that fired, under which each firing is recorded.</summary>
    public static MetricName FiringMetric { get; } = new("regression_triggered");

    public void Fired(RegressionPolicy policy, RegressionState state)
    {
        RegressionLog.Fired(
            logger,
            RegressionFiring.ReasonOf(policy.Series, state.Drop),
            Text(state.Baseline),
            Text(state.Current),
            policy.Action);
        metrics.Fired(policy);
        try
        {
            kpi?.Emit(new KpiEvent
            {
                Domain = policy.Series.Domain,
                Metric = FiringMetric,
                Success = false,
                Value = state.Drop,
                Actor = RegressionFiring.Author.Name,
                DetailJson = RegressionAudit.DetailOf(policy, state),
            });
        }
        catch (Exception exception)
        {
            // The firing is committed and audited; a full or stopping KPI pipeline must not make it look failed.
            RegressionLog.KpiFailed(logger, exception);
        }
    }

    private static string Text(double? figure) =>
        figure?.ToString("0.####", CultureInfo.InvariantCulture) ?? "not known";
}
