using NodaTime;
using NodaTime.TimeZones;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>
/// The time-zone data that contact windows are computed with: NodaTime's own, not the system's. Thread-safe.
/// </summary>
internal sealed class ContactTimeZones(TzdbDateTimeZoneSource source)
{
    private readonly DateTimeZoneCache _cache = new(source);

    /// <summary>The release of the IANA time-zone database, such as <c>2026f</c>.</summary>
    public string DataVersion { get; } = source.TzdbVersion;

    /// <summary>The zones of Canada that the data does not have.</summary>
    public IReadOnlyList<string> Missing => [.. ProvinceZones.All.Where(id => _cache.GetZoneOrNull(id) is null)];

    /// <exception cref="DateTimeZoneNotFoundException">The data does not have the zone.</exception>
    public DateTimeZone Get(string id) => _cache[id];
}
