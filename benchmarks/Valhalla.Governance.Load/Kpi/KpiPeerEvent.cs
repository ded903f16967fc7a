namespace Valhalla.Governance.Load.Kpi;

internal sealed class KpiPeerEvent
{
    public long Id { get; init; }

    public required string Domain { get; init; }

    public required string Metric { get; init; }

    public bool? Success { get; init; }

    public double? DurationMs { get; init; }

    public string? Actor { get; init; }

    public required DateTime CreatedAt { get; init; }
}
