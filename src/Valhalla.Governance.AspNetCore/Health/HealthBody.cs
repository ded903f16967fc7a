using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Health;

/// <summary>The status of the library's health checks.</summary>
internal sealed record HealthBody
{
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("checks")]
    public required IReadOnlyDictionary<string, string> Checks { get; init; }
}
