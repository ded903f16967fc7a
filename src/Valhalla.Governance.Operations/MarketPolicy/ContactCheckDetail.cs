namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>What the KPI event of a contact check says beside its success.</summary>
internal static class ContactCheckDetail
{
    public static KpiDetail Of(ContactRequest request, ContactStatus status) => new Dictionary<string, object?>
    {
        ["province"] = request.Province.Value,
        ["market"] = request.Market?.Value,
        ["channel"] = WireNames.CapitalsOf(request.Channel),
        ["status"] = WireNames.Of(status),
    };
}
