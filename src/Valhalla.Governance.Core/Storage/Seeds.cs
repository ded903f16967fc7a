namespace Valhalla.Governance.Storage;

/// <summary>What a new store starts with: domain.md's seeded rows, once, when the schema is created.</summary>
internal static class Seeds
{
    private const string Author = "system";
    private const string Reason = "seeded";

    public static GoLiveState Gate(DateTimeOffset now) => new() { UpdatedBy = Author, UpdatedAt = now };

    public static IReadOnlyList<RiskPolicy> RiskPolicies(DateTimeOffset now) =>
    [
        Risk("GLOBAL", 250, 1_500, enabled: true, now),
        Risk("WHOLESALE", 200, 1_000, enabled: true, now),
        Risk("CAPITAL", 150, 750, enabled: true, now),
        Risk("NOTIFY", 50, 200, enabled: false, now),
    ];

    public static IReadOnlyList<HeimdallPolicy> HeimdallPolicies(DateTimeOffset now) =>
    [
        Heimdall("WHOLESALE_OFFER", 0.92, now),
        Heimdall("BUYER_MATCH", 0.90, now),
        Heimdall("CAPITAL_ROUTE", 0.95, now),
        Heimdall("FOLLOWUP_NEXT_ACTION", 0.88, now),
    ];

    public static IReadOnlyList<RegressionPolicy> RegressionPolicies(DateTimeOffset now) =>
    [
        Regression("WHOLESALE", "contract_rate", now),
        Regression("WHOLESALE", "offer_accept_rate", now),
        Regression("BUYER_MATCH", "match_success", now),
        Regression("CAPITAL", "roi_event", now) with
        {
            Kind = RegressionKind.Mean, Action = RegressionAction.KillSwitch,
        },
    ];

    private static RiskPolicy Risk(string engine, decimal loss, decimal exposure, bool enabled, DateTimeOffset now) =>
        new()
        {
            Engine = new EngineName(engine),
            Enabled = enabled,
            MaxDailyLoss = Money.FromDecimal(loss),
            MaxDailyExposure = Money.FromDecimal(exposure),
            Reason = Reason,
            ChangedBy = Author,
            UpdatedAt = now,
        };

    private static HeimdallPolicy Heimdall(string domain, double minConfidence, DateTimeOffset now) => new()
    {
        Domain = new DomainName(domain),
        MinConfidenceProd = minConfidence,
        Reason = Reason,
        ChangedBy = Author,
        UpdatedAt = now,
    };

    private static RegressionPolicy Regression(string domain, string metric, DateTimeOffset now) => new()
    {
        Series = new KpiSeries(new DomainName(domain), new MetricName(metric)),
        Reason = Reason,
        ChangedBy = Author,
        UpdatedAt = now,
    };
}
