using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Runbook;

/// <summary>The zone of the ledger day.</summary>
internal sealed class LedgerTimeZone(IOptions<RiskOptions> options) : IRequiredTimeZones
{
    public IEnumerable<string> Ids => [options.Value.TimeZone];
}
