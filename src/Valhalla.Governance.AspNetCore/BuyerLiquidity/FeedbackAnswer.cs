using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>Recorded feedback.</summary>
internal sealed record FeedbackAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("node")]
    public required LiquidityNodeBody Node { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }
}
