namespace Valhalla.Governance.EntityFramework.Kpi;

/// <summary>A row of <c>kpi_event</c>.</summary>
internal sealed class KpiEventRow
{
    public long Id { get; set; }

    public string Domain { get; set; } = "";

    public string Metric { get; set; } = "";

    public bool? Success { get; set; }

    public double? Value { get; set; }

    public double? DurationMs { get; set; }

    public string? Actor { get; set; }

    public string? CorrelationId { get; set; }

    public string? Detail { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>
    /// The UTC day on which it was written, by the store's clock, where the table is split by it; else no column.
    /// </summary>
    public DateOnly Day { get; set; }

    public KpiRecord ToRecord() => new(Id, new KpiEvent
    {
        Domain = new DomainName(Domain),
        Metric = new MetricName(Metric),
        Success = Success,
        Value = Value,
        DurationMs = DurationMs,
        Actor = Actor,
        CorrelationId = CorrelationId,
        DetailJson = Detail,
        CreatedAt = CreatedAt,
    });
}
