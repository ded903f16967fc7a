using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Clock;

/// <summary>How the store's clock is doing.</summary>
internal sealed record ClockBody
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("now")]
    public required DateTimeOffset Now { get; init; }

    [JsonPropertyName("today")]
    public required DateOnly Today { get; init; }

    [JsonPropertyName("ledger_day")]
    public required DateOnly? LedgerDay { get; init; }

    [JsonPropertyName("ledger_day_held")]
    public required bool LedgerDayHeld { get; init; }

    [JsonPropertyName("ledger_days_ahead")]
    public required int LedgerDaysAhead { get; init; }

    [JsonPropertyName("suspicions")]
    public required IReadOnlyList<string> Suspicions { get; init; }
}
