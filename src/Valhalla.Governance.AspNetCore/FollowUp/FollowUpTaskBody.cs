using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>One step of a lead's ladder.</summary>
internal sealed record FollowUpTaskBody
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("ladder_id")]
    public required Guid LadderId { get; init; }

    [JsonPropertyName("lead_id")]
    public required string LeadId { get; init; }

    [JsonPropertyName("province")]
    public required string Province { get; init; }

    [JsonPropertyName("market")]
    public required string? Market { get; init; }

    [JsonPropertyName("owner")]
    public required string? Owner { get; init; }

    [JsonPropertyName("step")]
    public required int Step { get; init; }

    [JsonPropertyName("channel")]
    public required string Channel { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("planned_at")]
    public required DateTimeOffset PlannedAt { get; init; }

    [JsonPropertyName("first_due_at")]
    public required DateTimeOffset FirstDueAt { get; init; }

    [JsonPropertyName("due_at")]
    public required DateTimeOffset DueAt { get; init; }

    [JsonPropertyName("claimed_by")]
    public required string? ClaimedBy { get; init; }

    [JsonPropertyName("claim_id")]
    public required Guid? ClaimId { get; init; }

    [JsonPropertyName("lease_until")]
    public required DateTimeOffset? LeaseUntil { get; init; }

    [JsonPropertyName("closed_at")]
    public required DateTimeOffset? ClosedAt { get; init; }

    [JsonPropertyName("closed_by")]
    public required string? ClosedBy { get; init; }

    [JsonPropertyName("outcome")]
    public required string? Outcome { get; init; }

    [JsonPropertyName("response_seconds")]
    public required long? ResponseSeconds { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string? CorrelationId { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the lead may be contacted now; only where due tasks are listed.</summary>
    [JsonPropertyName("window_open")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? WindowOpen { get; init; }
}
