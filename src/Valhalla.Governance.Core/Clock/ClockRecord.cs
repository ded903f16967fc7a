using System.Text.Json.Serialization;

namespace Valhalla.Governance.Clock;

/// <summary>What the audit chain keeps of the clock: it is what other nodes and later runs go by.</summary>
internal sealed record ClockRecord
{
    [JsonPropertyName("expected")]
    public DateTimeOffset? Expected { get; init; }

    [JsonPropertyName("shown")]
    public DateTimeOffset? Shown { get; init; }

    [JsonPropertyName("ledger_days_ahead")]
    public int LedgerDaysAhead { get; init; }
}
