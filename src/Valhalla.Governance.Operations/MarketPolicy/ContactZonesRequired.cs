using Valhalla.Governance.Runbook;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>The zones of Canada, for the runbook.</summary>
internal sealed class ContactZonesRequired(ContactTimeZones zones) : IRequiredTimeZones
{
    public string Feature => "market_policy";

    public string DataVersion => zones.DataVersion;

    public IReadOnlyList<string> Ids => ProvinceZones.All;

    public IReadOnlyList<string> Unknown => zones.Missing;

    public string Remedy => "name newer data in Valhalla:MarketPolicy:TimeZoneDataFile, or update the library";
}
