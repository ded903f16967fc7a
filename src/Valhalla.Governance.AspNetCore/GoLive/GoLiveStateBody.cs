using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>The state that the gate decides on.</summary>
internal sealed record GoLiveStateBody
{
    [JsonPropertyName("go_live_enabled")]
    public required bool GoLiveEnabled { get; init; }

    [JsonPropertyName("kill_switch_engaged")]
    public required bool KillSwitchEngaged { get; init; }

    [JsonPropertyName("epoch")]
    public required long Epoch { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("updated_by")]
    public required string UpdatedBy { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset? UpdatedAt { get; init; }

    [JsonPropertyName("enforced")]
    public required bool Enforced { get; init; }

    [JsonPropertyName("stale")]
    public required bool Stale { get; init; }

    [JsonPropertyName("age_seconds")]
    public required double? AgeSeconds { get; init; }

    [JsonPropertyName("local_only")]
    public required bool LocalOnly { get; init; }

    [JsonPropertyName("release_approvals")]
    public required IReadOnlyList<string> ReleaseApprovals { get; init; }
}
