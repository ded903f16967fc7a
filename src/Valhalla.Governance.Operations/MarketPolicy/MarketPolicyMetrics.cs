using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Instruments of market policies. Markets are no tags, so the number of series is bounded.</summary>
internal sealed class MarketPolicyMetrics(ValhallaMeter meter)
{
    private readonly GuardedCounter<long> _checks = meter.CreateCounter<long>(
        "valhalla.market_policy.contact_checks", "{check}", "Contact checks, by province, channel and status.");

    public void Checked(ContactRequest request, ContactStatus status)
    {
        if (_checks.Enabled)
        {
            _checks.Add(
                1,
                new("province", request.Province.Value),
                new("channel", WireNames.CapitalsOf(request.Channel)),
                new("status", WireNames.Of(status)));
        }
    }
}
