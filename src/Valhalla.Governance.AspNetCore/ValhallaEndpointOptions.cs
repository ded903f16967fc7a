namespace Valhalla.Governance;

/// <summary>Which endpoints <c>MapValhalla</c> maps, and where.</summary>
public sealed class ValhallaEndpointOptions
{
    /// <summary>
    /// The path in front of every endpoint but the health check; a path, or empty. Default <c>/api</c>.
    /// </summary>
    public string Prefix { get; set; } = "/api";

    /// <summary>
    /// Where the health check is, independent of <see cref="Prefix"/>; null leaves it out. It needs no authorization
    /// and tells no details. An endpoint of the host at the same path wins. Default <c>/health</c>.
    /// </summary>
    public string? HealthPath { get; set; } = "/health";

    /// <summary>
    /// Where the metrics are shown in the Prometheus text format, independent of <see cref="Prefix"/>; needs the role
    /// read. Default null, which leaves them out and collects nothing; <c>/metrics</c> is the usual path.
    /// </summary>
    public string? MetricsPath { get; set; }

    /// <summary>Whether to map the go-live gate (pack A). Default true.</summary>
    public bool GoLive { get; set; } = true;

    /// <summary>Whether to map the risk guard (pack B). Default true.</summary>
    public bool Risk { get; set; } = true;

    /// <summary>Whether to map the Heimdall charter (pack C). Default true.</summary>
    public bool Heimdall { get; set; } = true;

    /// <summary>Whether to map the regression tripwire and KPI events (pack D). Default true.</summary>
    public bool Regression { get; set; } = true;

    /// <summary>Whether to map the runbook (pack F). Default true.</summary>
    public bool Runbook { get; set; } = true;

    /// <summary>Whether to map market policies (pack G), where they are registered. Default true.</summary>
    public bool MarketPolicy { get; set; } = true;

    /// <summary>Whether to map the follow-up ladder (pack H), where it is registered. Default true.</summary>
    public bool FollowUps { get; set; } = true;

    /// <summary>Whether to map buyer liquidity (pack I), where it is registered. Default true.</summary>
    public bool Liquidity { get; set; } = true;

    /// <summary>Whether to map offers (pack J), where they are registered. Default true.</summary>
    public bool Offers { get; set; } = true;

    /// <summary>Whether to map the influence ramp (pack K). Default true.</summary>
    public bool Ramp { get; set; } = true;
    /// <summary>Whether to map the go/no-go board (pack K). Default true.</summary>
    public bool GoNoGo { get; set; } = true;

    /// <summary>Whether to map the audit: its records, its verification and past states. Default true.</summary>
    public bool Audit { get; set; } = true;
}
