using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>Every tripwire with its state.</summary>
internal sealed record RegressionSnapshotBody
{
    [JsonPropertyName("tripwires")]
    public required IReadOnlyList<TripwireBody> Tripwires { get; init; }
}

/// <summary>A policy and where it stands.</summary>
internal sealed record TripwireBody
{
    [JsonPropertyName("policy")]
    public required RegressionPolicyBody Policy { get; init; }

    [JsonPropertyName("state")]
    public required RegressionStateBody? State { get; init; }
}
