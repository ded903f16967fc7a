namespace Valhalla.Governance;

/// <summary>Settings of market policies, section <c>Valhalla:MarketPolicy</c>.</summary>
public sealed class MarketPolicyOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:MarketPolicy";

    /// <summary>
    /// A file of time-zone data in NodaTime's format (<c>.nzd</c>), used when it is newer than the data that came with
    /// the library; null for the latter. Default null.
    /// </summary>
    public string? TimeZoneDataFile { get; set; }
}
