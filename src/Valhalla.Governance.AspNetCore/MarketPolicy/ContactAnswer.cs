using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>Whether somebody may be contacted.</summary>
internal sealed record ContactAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("next_allowed_at")]
    public required DateTimeOffset? NextAllowedAt { get; init; }

    /// <summary>Whose policy counted: <c>market</c> or <c>province</c>.</summary>
    [JsonPropertyName("applied")]
    public required string Applied { get; init; }

    [JsonPropertyName("policy_version")]
    public required long PolicyVersion { get; init; }

    [JsonPropertyName("time_zones")]
    public required IReadOnlyList<string> TimeZones { get; init; }

    [JsonPropertyName("time_zone_data_version")]
    public required string TimeZoneDataVersion { get; init; }
}
