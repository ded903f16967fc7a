using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>The newest observation of a signal.</summary>
internal sealed record EvidenceBody
{
    [JsonPropertyName("signal")]
    public required string Signal { get; init; }

    [JsonPropertyName("value")]
    public required EvidenceValue Value { get; init; }

    [JsonPropertyName("observed_at")]
    public required DateTimeOffset ObservedAt { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("detail")]
    public required string? Detail { get; init; }
}
