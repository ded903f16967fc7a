using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>The policy that counts somewhere.</summary>
internal sealed record EffectiveMarketPolicyBody
{
    [JsonPropertyName("province")]
    public required string Province { get; init; }

    [JsonPropertyName("market")]
    public required string? Market { get; init; }

    /// <summary>Whose policy it is: <c>market</c> or <c>province</c>.</summary>
    [JsonPropertyName("applied")]
    public required string Applied { get; init; }

    [JsonPropertyName("policy")]
    public required MarketPolicyBody Policy { get; init; }

    [JsonPropertyName("time_zones")]
    public required IReadOnlyList<string> TimeZones { get; init; }

    [JsonPropertyName("time_zone_data_version")]
    public required string TimeZoneDataVersion { get; init; }
}
