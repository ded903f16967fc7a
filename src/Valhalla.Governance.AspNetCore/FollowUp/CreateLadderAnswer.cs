using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A lead's open ladder.</summary>
internal sealed record CreateLadderAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("created")]
    public required bool Created { get; init; }

    [JsonPropertyName("ladder_id")]
    public required Guid LadderId { get; init; }

    [JsonPropertyName("tasks")]
    public required IReadOnlyList<FollowUpTaskBody> Tasks { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }
}

/// <summary>A completed task.</summary>
internal sealed record CompleteFollowUpAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("already_completed")]
    public required bool AlreadyCompleted { get; init; }

    [JsonPropertyName("task")]
    public required FollowUpTaskBody Task { get; init; }
}

/// <summary>Claimed tasks.</summary>
internal sealed record ClaimFollowUpsAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("claim_id")]
    public required Guid? ClaimId { get; init; }

    [JsonPropertyName("tasks")]
    public required IReadOnlyList<FollowUpTaskBody> Tasks { get; init; }
}

/// <summary>A stopped ladder.</summary>
internal sealed record StopFollowUpsAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("cancelled")]
    public required int Cancelled { get; init; }

    [JsonPropertyName("found")]
    public required bool Found { get; init; }

    [JsonPropertyName("recorded")]
    public required bool Recorded { get; init; }
}
