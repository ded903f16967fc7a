using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Drill;

/// <summary>The newest drills.</summary>
internal sealed record DrillsBody
{
    [JsonPropertyName("build")]
    public required string Build { get; init; }

    [JsonPropertyName("drills")]
    public required IReadOnlyList<DrillBody> Drills { get; init; }
}
