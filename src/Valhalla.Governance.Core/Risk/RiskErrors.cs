namespace Valhalla.Governance.Risk;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class RiskErrors
{
    /// <summary>A value in <c>Valhalla:Risk</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG0201";

    /// <summary>
    /// <c>Valhalla:Risk:TimeZone</c> is not a known zone: use an IANA id such as <c>America/Toronto</c>.
    /// </summary>
    public const string UnknownTimeZone = "VG0202";

    /// <summary>
    /// A policy that the host's code brings makes no sense: correct the value that the message names.
    /// </summary>
    public const string SeedInvalid = "VG0203";
}
