using System.Diagnostics.Metrics;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Heimdall;

/// <summary>
/// Instruments of the Heimdall charter. Domains are tags only where they have a policy, so their number is bounded.
/// </summary>
internal sealed class HeimdallMetrics
{
    private readonly ControlState _control;
    private readonly Counter<long> _recommendations;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _promotions;

    public HeimdallMetrics(ValhallaMeter meter, ControlState control)
    {
        _control = control;
        _recommendations = meter.Meter.CreateCounter<long>(
            "valhalla.heimdall.recommendations",
            "{recommendation}",
            "Recommendations judged, by domain and eligibility.");
        _outcomes = meter.Meter.CreateCounter<long>(
            "valhalla.heimdall.outcomes", "{outcome}", "Outcomes counted, by domain and outcome.");
        _promotions = meter.Meter.CreateCounter<long>(
            "valhalla.heimdall.promotions", "{request}", "Promotions and demotions, by domain and result.");
    }

    public void Judged(DomainName domain, bool isEligible)
    {
        if (_recommendations.Enabled)
        {
            _recommendations.Add(1, new("domain", TagOf(domain)), new("eligible", isEligible ? "yes" : "no"));
        }
    }

    public void Ended(DomainName domain, bool success, bool overdue)
    {
        if (_outcomes.Enabled)
        {
            var outcome = success ? "success" : overdue ? "overdue" : "failure";
            _outcomes.Add(1, new("domain", TagOf(domain)), new("outcome", outcome));
        }
    }

    public void Decided(DomainName domain, string result)
    {
        if (_promotions.Enabled)
        {
            _promotions.Add(1, new("domain", TagOf(domain)), new("result", result));
        }
    }

    private string TagOf(DomainName domain) =>
        _control.Current.HeimdallPolicies.ContainsKey(domain) ? domain.Value : "unknown";
}
