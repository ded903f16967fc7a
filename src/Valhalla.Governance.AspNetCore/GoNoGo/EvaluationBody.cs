using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>An evaluation with its signatures.</summary>
internal sealed record EvaluationBody
{
    [JsonPropertyName("outcome")]
    public required string Outcome { get; init; }

    [JsonPropertyName("hash")]
    public required string Hash { get; init; }

    [JsonPropertyName("evaluated_at")]
    public required DateTimeOffset EvaluatedAt { get; init; }

    [JsonPropertyName("valid_until")]
    public required DateTimeOffset ValidUntil { get; init; }

    [JsonPropertyName("evaluated_by")]
    public required string EvaluatedBy { get; init; }

    [JsonPropertyName("criteria")]
    public required IReadOnlyList<CriterionResultBody> Criteria { get; init; }

    [JsonPropertyName("no_go_rules")]
    public required IReadOnlyList<CriterionResultBody> NoGoRules { get; init; }

    [JsonPropertyName("sign_offs")]
    public required IReadOnlyList<SignOffBody> SignOffs { get; init; }

    [JsonPropertyName("missing_roles")]
    public required IReadOnlyList<string> MissingRoles { get; init; }

    [JsonPropertyName("failing")]
    public required IReadOnlyList<string> Failing { get; init; }
}

/// <summary>A signature.</summary>
internal sealed record SignOffBody
{
    [JsonPropertyName("role")]
    public required string Role { get; init; }

    [JsonPropertyName("person")]
    public required string Person { get; init; }

    [JsonPropertyName("signed_at")]
    public required DateTimeOffset SignedAt { get; init; }

    [JsonPropertyName("expires_at")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("comment")]
    public required string? Comment { get; init; }
}
