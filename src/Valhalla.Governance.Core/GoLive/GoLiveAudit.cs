using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.GoLive;

/// <summary>The part of the gate row that audit records show.</summary>
/// <param name="GoLiveEnabled">Whether production execution is enabled.</param>
/// <param name="KillSwitchEngaged">Whether the kill switch is engaged.</param>
/// <param name="ReleaseApprovals">Who has approved its release so far.</param>
/// <param name="OverriddenChecks">The failing checks that an override passed over; null for other changes.</param>
/// <param name="LatchedAt">Since when a kill was in force on one node only; null for other changes.</param>
/// <param name="Note">What of a stop could not be kept as it was sent; null when all of it was.</param>
/// <param name="Approvals">The approvals in full; null in records of earlier builds.</param>
/// <param name="ReleasedAt">When the kill switch was last released; null before.</param>
internal sealed record GoLiveAudit(
    bool GoLiveEnabled,
    bool KillSwitchEngaged,
    IReadOnlyList<string> ReleaseApprovals,
    IReadOnlyList<string>? OverriddenChecks = null,
    DateTimeOffset? LatchedAt = null,
    string? Note = null,
    IReadOnlyList<ReleaseApproval>? Approvals = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? ReleasedAt = null)
{
    public static string ToJson(
        GoLiveState state,
        IReadOnlyList<string>? overriddenChecks = null,
        DateTimeOffset? latchedAt = null,
        string? note = null) =>
        JsonSerializer.Serialize(
            new GoLiveAudit(
                state.GoLiveEnabled,
                state.KillSwitchEngaged,
                [.. state.ReleaseApprovals.Select(static approval => approval.Name)],
                overriddenChecks,
                latchedAt,
                note,
                state.ReleaseApprovals,
                state.ReleasedAt),
            GoLiveJsonContext.Default.GoLiveAudit);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GoLiveAudit))]
[JsonSerializable(typeof(LatchedKill))]
internal sealed partial class GoLiveJsonContext : JsonSerializerContext;
