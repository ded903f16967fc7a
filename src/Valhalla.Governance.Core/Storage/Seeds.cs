using System.Collections.Frozen;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Storage;

/// <summary>The control state of a new store: the gate closed, four policies of each kind.</summary>
internal static class Seeds
{
    /// <summary>The state that a store holds directly after it was created.</summary>
    /// <param name="now">The store's clock.</param>
    public static ControlSnapshot Create(DateTimeOffset now) => new()
    {
        Gate = new GoLiveState { UpdatedAt = now },
        RiskPolicies = RiskPolicies(now).ToFrozenDictionary(policy => policy.Engine),
        HeimdallPolicies = HeimdallPolicies(now).ToFrozenDictionary(policy => policy.Domain),
        RegressionPolicies = RegressionPolicies(now).ToFrozenDictionary(policy => policy.Series),
    };

    private static RiskPolicy[] RiskPolicies(DateTimeOffset now) =>
    [
        Risk("GLOBAL", 250, 1_500, true, now),
        Risk("WHOLESALE", 200, 1_000, true, now),
        Risk("CAPITAL", 150, 750, true, now),
        Risk("NOTIFY", 50, 200, false, now),
    ];

    private static HeimdallPolicy[] HeimdallPolicies(DateTimeOffset now) =>
    [
        Heimdall("WHOLESALE_OFFER", 0.92, now),
        Heimdall("BUYER_MATCH", 0.90, now),
        Heimdall("CAPITAL_ROUTE", 0.95, now),
        Heimdall("FOLLOWUP_NEXT_ACTION", 0.88, now),
    ];

    private static RegressionPolicy[] RegressionPolicies(DateTimeOffset now) =>
    [
        Regression("WHOLESALE", "contract_rate", now),
        Regression("WHOLESALE", "offer_accept_rate", now),
        Regression("BUYER_MATCH", "match_success", now),
        Regression("CAPITAL", "roi_event", now) with
        {
            Kind = RegressionKind.Mean,
            Action = RegressionAction.KillSwitch,
        },
    ];

    private static RiskPolicy Risk(string engine, decimal loss, decimal exposure, bool enabled, DateTimeOffset now) =>
        new()
        {
            Engine = new EngineName(engine),
            Enabled = enabled,
            MaxDailyLoss = Money.FromDecimal(loss),
            MaxDailyExposure = Money.FromDecimal(exposure),
            UpdatedAt = now,
        };

    private static HeimdallPolicy Heimdall(string domain, double minConfidence, DateTimeOffset now) => new()
    {
        Domain = new DomainName(domain),
        MinConfidenceProd = minConfidence,
        UpdatedAt = now,
    };

    private static RegressionPolicy Regression(string domain, string metric, DateTimeOffset now) => new()
    {
        Series = new KpiSeries(new DomainName(domain), new MetricName(metric)),
        Action = RegressionAction.Throttle,
        UpdatedAt = now,
    };
}
