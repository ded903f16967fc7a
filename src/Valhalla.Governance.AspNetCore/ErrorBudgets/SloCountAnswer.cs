using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>Added counts.</summary>
internal sealed record SloCountAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("count")]
    public required int Count { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }
}
