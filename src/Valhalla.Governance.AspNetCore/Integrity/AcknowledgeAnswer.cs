using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Integrity;

/// <summary>How an acknowledgement ended.</summary>
internal sealed record AcknowledgeAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }
}
