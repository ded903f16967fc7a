using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Heimdall;

/// <summary>
/// Instruments of the charter. Domains are tags only where they have a policy, so their number is bounded.
/// </summary>
internal sealed class HeimdallMetrics
{
    private readonly ControlState _control;
    private readonly GuardedCounter<long> _recommendations;
    private readonly GuardedCounter<long> _outcomes;

    public HeimdallMetrics(ValhallaMeter meter, ControlState control)
    {
        _control = control;
        _recommendations = meter.CreateCounter<long>(
            "valhalla.heimdall.recommendations", "{recommendation}", "Recommendations, by domain and eligibility.");
        _outcomes = meter.CreateCounter<long>(
            "valhalla.heimdall.outcomes", "{outcome}", "Reported outcomes, by domain and success.");
    }

    public void Recommended(DomainName domain, RecommendResult result)
    {
        if (_recommendations.Enabled)
        {
            _recommendations.Add(1, new("domain", TagOf(domain)), new("prod_eligible", result.ProdEligible));
        }
    }

    public void OutcomeRecorded(DomainName domain, bool success)
    {
        if (_outcomes.Enabled)
        {
            _outcomes.Add(1, new("domain", TagOf(domain)), new("success", success));
        }
    }

    private string TagOf(DomainName domain) =>
        _control.Current.HeimdallPolicies.ContainsKey(domain) ? domain.Value : "unknown";
}
