using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>One limit that a reservation would pass.</summary>
internal sealed record ViolationBody
{
    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    [JsonPropertyName("limit")]
    public required string Limit { get; init; }

    [JsonPropertyName("cap")]
    public required decimal Cap { get; init; }

    [JsonPropertyName("used")]
    public required decimal Used { get; init; }

    [JsonPropertyName("requested")]
    public required decimal Requested { get; init; }

    [JsonPropertyName("shortfall")]
    public required decimal Shortfall { get; init; }
}
