using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Drill;

/// <summary>A drill that was run.</summary>
internal sealed record DrillAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("drill")]
    public required DrillBody Drill { get; init; }
}
