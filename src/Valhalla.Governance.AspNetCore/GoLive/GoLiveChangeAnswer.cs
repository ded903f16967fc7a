using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>What became of a change, and the state after it.</summary>
internal sealed record GoLiveChangeAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

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

    [JsonPropertyName("local_only")]
    public required bool LocalOnly { get; init; }

    [JsonPropertyName("approvals_missing")]
    public required int ApprovalsMissing { get; init; }

    [JsonPropertyName("release_approvals")]
    public required IReadOnlyList<string> ReleaseApprovals { get; init; }

    [Description("What of a stop could not be kept as it was sent.")]
    [JsonPropertyName("note")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}
