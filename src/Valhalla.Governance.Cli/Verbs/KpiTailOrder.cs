namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Which events <c>kpi tail</c> shows.</summary>
internal sealed record KpiTailOrder
{
    /// <summary>Only this domain's; null for all.</summary>
    public required string? Domain { get; init; }

    /// <summary>Only this metric's; null for all.</summary>
    public required string? Metric { get; init; }

    /// <summary>How many of the last events to begin with.</summary>
    public required int Count { get; init; }

    /// <summary>The pause between two looks; null ends after the first.</summary>
    public required TimeSpan? Interval { get; init; }
}
