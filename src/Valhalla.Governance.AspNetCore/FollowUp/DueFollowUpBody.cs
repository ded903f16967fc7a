using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A due task that nobody has claimed.</summary>
internal sealed record DueFollowUpBody
{
    [JsonPropertyName("window_open")]
    public required bool WindowOpen { get; init; }

    [JsonPropertyName("task")]
    public required FollowUpTaskBody Task { get; init; }
}
