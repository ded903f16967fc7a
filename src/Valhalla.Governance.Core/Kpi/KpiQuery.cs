namespace Valhalla.Governance;

/// <summary>Which KPI events to read, newest first.</summary>
public sealed record KpiQuery
{
    /// <summary>Only this domain's.</summary>
    public DomainName? Domain { get; init; }

    /// <summary>Only this metric's.</summary>
    public MetricName? Metric { get; init; }

    /// <summary>Only with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only events before this id; null starts with the newest.</summary>
    public long? BeforeId { get; init; }

    /// <summary>At most so many, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
