using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Ramp;

/// <summary>The part of the influence row that audit records show.</summary>
internal sealed record InfluenceAudit(
    int InfluenceBps,
    long Step,
    long? DecisionId,
    DateTimeOffset? DecisionExpiresAt,
    string? Trigger,
    string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? SteppedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RampRollback? LastRollback)
{
    /// <param name="state">The row.</param>
    /// <param name="trigger">The rollback trigger that led to it, or null.</param>
    /// <param name="note">What of a stop could not be kept as it was sent, or null.</param>
    public static string ToJson(InfluenceState state, string? trigger = null, string? note = null) =>
        JsonSerializer.Serialize(
            new InfluenceAudit(
                state.BasisPoints,
                state.Step,
                state.DecisionId,
                state.DecisionExpiresAt,
                trigger,
                note,
                state.SteppedAt,
                state.LastRollback),
            InfluenceJsonContext.Default.InfluenceAudit);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InfluenceAudit))]
internal sealed partial class InfluenceJsonContext : JsonSerializerContext;
