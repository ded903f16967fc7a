using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>Policies and today's ledger.</summary>
internal sealed record RiskSnapshotBody
{
    [JsonPropertyName("day")]
    public required DateOnly Day { get; init; }

    [JsonPropertyName("engines")]
    public required IReadOnlyList<RiskEngineBody> Engines { get; init; }
}

/// <summary>One engine's caps and what is used of them.</summary>
internal sealed record RiskEngineBody
{
    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    [JsonPropertyName("enabled")]
    public required bool Enabled { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("current_net_loss")]
    public required decimal CurrentNetLoss { get; init; }

    [JsonPropertyName("daily_limit")]
    public required decimal DailyLimit { get; init; }

    [JsonPropertyName("exposure_used")]
    public required decimal ExposureUsed { get; init; }

    [JsonPropertyName("exposure_limit")]
    public required decimal ExposureLimit { get; init; }

    [JsonPropertyName("exposure_remaining")]
    public required decimal ExposureRemaining { get; init; }

    [JsonPropertyName("open_risk_reserved")]
    public required decimal OpenRiskReserved { get; init; }

    [JsonPropertyName("open_limit")]
    public required decimal? OpenLimit { get; init; }

    [JsonPropertyName("realized_loss")]
    public required decimal RealizedLoss { get; init; }

    [JsonPropertyName("realized_profit")]
    public required decimal RealizedProfit { get; init; }

    [JsonPropertyName("reservations")]
    public required long Reservations { get; init; }

    [JsonPropertyName("denials")]
    public required long Denials { get; init; }

    [JsonPropertyName("halted_at")]
    public required DateTimeOffset? HaltedAt { get; init; }
}
