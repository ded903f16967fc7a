using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Runbook;

/// <summary>The zone of the ledger day.</summary>
internal sealed class LedgerTimeZone(IOptions<RiskOptions> options) : IRequiredTimeZones
{
    public string Feature => "risk";

    public string DataVersion => "system";

    public IReadOnlyList<string> Ids => [options.Value.TimeZone];

    public IReadOnlyList<string> Unknown => [.. Ids.Where(id => !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))];

    public string Remedy => "install the system's time-zone data (Debian: package tzdata)";
}
