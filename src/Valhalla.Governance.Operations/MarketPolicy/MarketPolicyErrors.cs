namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class MarketPolicyErrors
{
    /// <summary>
    /// <c>Valhalla:MarketPolicy:TimeZoneDataFile</c> cannot be read as NodaTime data: name an <c>.nzd</c> file, or
    /// remove the setting.
    /// </summary>
    public const string TimeZoneDataUnreadable = "VG1001";

    /// <summary>
    /// <c>Valhalla:MarketPolicy:TimeZoneDataFile</c> lacks a zone of Canada: take a complete file, or remove the
    /// setting.
    /// </summary>
    public const string TimeZonesMissing = "VG1002";
}
