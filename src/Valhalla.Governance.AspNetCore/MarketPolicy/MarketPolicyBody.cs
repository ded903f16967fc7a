using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>A market policy.</summary>
internal sealed record MarketPolicyBody
{
    [JsonPropertyName("province")]
    public required string Province { get; init; }

    [JsonPropertyName("market")]
    public required string? Market { get; init; }

    [JsonPropertyName("enabled")]
    public required bool Enabled { get; init; }

    [JsonPropertyName("windows")]
    public required WindowsBody Windows { get; init; }

    [JsonPropertyName("channels")]
    public required IReadOnlyList<string> Channels { get; init; }

    [JsonPropertyName("min_lead_score")]
    public required int MinLeadScore { get; init; }

    [JsonPropertyName("time_zone")]
    public required string? TimeZone { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("changed_by")]
    public required string ChangedBy { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("version")]
    public required long Version { get; init; }
}

/// <summary>A market policy after a change.</summary>
internal sealed record MarketPolicyAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("policy")]
    public required MarketPolicyBody Policy { get; init; }
}
