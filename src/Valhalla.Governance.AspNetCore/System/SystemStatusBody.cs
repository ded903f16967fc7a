using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Status;

/// <summary>What this node is and how it stands.</summary>
internal sealed record SystemStatusBody
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("environment")]
    public required string? Environment { get; init; }

    [JsonPropertyName("enforced")]
    public required bool Enforced { get; init; }

    [JsonPropertyName("go_live_enabled")]
    public required bool GoLiveEnabled { get; init; }

    [JsonPropertyName("kill_switch_engaged")]
    public required bool KillSwitchEngaged { get; init; }

    [JsonPropertyName("epoch")]
    public required long Epoch { get; init; }

    [JsonPropertyName("stale")]
    public required bool Stale { get; init; }

    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }
}
