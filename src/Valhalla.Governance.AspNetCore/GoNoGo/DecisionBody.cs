using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>A decision.</summary>
internal sealed record DecisionBody
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("decision")]
    public required string Decision { get; init; }

    [JsonPropertyName("hash")]
    public required string Hash { get; init; }

    [JsonPropertyName("outcome")]
    public required string Outcome { get; init; }

    [JsonPropertyName("evaluated_at")]
    public required DateTimeOffset EvaluatedAt { get; init; }

    [JsonPropertyName("decided_at")]
    public required DateTimeOffset DecidedAt { get; init; }

    [JsonPropertyName("decided_by")]
    public required string DecidedBy { get; init; }

    [JsonPropertyName("justification")]
    public required string Justification { get; init; }

    [JsonPropertyName("next_review_at")]
    public required DateTimeOffset NextReviewAt { get; init; }

    [JsonPropertyName("expires_at")]
    public required DateTimeOffset? ExpiresAt { get; init; }

    [JsonPropertyName("failing")]
    public required IReadOnlyList<string> Failing { get; init; }

    [JsonPropertyName("sign_offs")]
    public required IReadOnlyList<SignOffBody> SignOffs { get; init; }

    [JsonPropertyName("criteria")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CriterionResultBody>? Criteria { get; init; }
}
