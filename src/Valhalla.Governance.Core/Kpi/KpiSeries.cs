namespace Valhalla.Governance;

/// <summary>A metric of a domain: what a tripwire watches.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Metric">The metric.</param>
public readonly record struct KpiSeries(DomainName Domain, MetricName Metric)
{
    /// <summary><c>DOMAIN.metric</c>.</summary>
    public override string ToString() => $"{Domain.Value}.{Metric.Value}";
}
