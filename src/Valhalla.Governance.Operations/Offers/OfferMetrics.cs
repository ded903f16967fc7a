using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>Instruments of offers. Provinces and statuses are few, so that tags are bounded.</summary>
internal sealed class OfferMetrics
{
    private readonly GuardedCounter<long> _computed;
    private readonly GuardedHistogram<double> _amount;

    public OfferMetrics(ValhallaMeter meter)
    {
        _computed = meter.CreateCounter<long>(
            "valhalla.offers.computed", "{offer}", "Offers that were computed, by province and status.");
        _amount = meter.CreateHistogram<double>(
            "valhalla.offers.amount", "{currency_unit}", "Offers that may be made, by province.");
    }

    public void Computed(ProvinceCode province, OfferResult result)
    {
        if (_computed.Enabled)
        {
            _computed.Add(1, new("province", province.Value), new("status", WireNames.Of(result.Status)));
        }

        if (_amount.Enabled && result is { IsOk: true, Calculation.Mao: { } mao })
        {
            _amount.Record((double)mao.ToDecimal(), new KeyValuePair<string, object?>("province", province.Value));
        }
    }
}
