namespace Valhalla.Governance.Kpi;

/// <summary>KPI events summed by day, which stay when the events are deleted.</summary>
internal interface IKpiRollups
{
    /// <summary>The roll-ups of a series over a span of UTC days, both ends inside.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<KpiRollups> ReadRollupsAsync(
        KpiSeries series, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
