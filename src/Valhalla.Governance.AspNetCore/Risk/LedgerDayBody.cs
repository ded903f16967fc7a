using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>One engine's ledger of a day.</summary>
internal sealed record LedgerDayBody
{
    [JsonPropertyName("day")]
    public required DateOnly Day { get; init; }

    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    [JsonPropertyName("exposure_used")]
    public required decimal ExposureUsed { get; init; }

    [JsonPropertyName("open_risk_reserved")]
    public required decimal OpenRiskReserved { get; init; }

    [JsonPropertyName("realized_loss")]
    public required decimal RealizedLoss { get; init; }

    [JsonPropertyName("realized_profit")]
    public required decimal RealizedProfit { get; init; }

    [JsonPropertyName("current_net_loss")]
    public required decimal CurrentNetLoss { get; init; }

    [JsonPropertyName("reservations")]
    public required long Reservations { get; init; }

    [JsonPropertyName("denials")]
    public required long Denials { get; init; }

    [JsonPropertyName("halted_at")]
    public required DateTimeOffset? HaltedAt { get; init; }
}
