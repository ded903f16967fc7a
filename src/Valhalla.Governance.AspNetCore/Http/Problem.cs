using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Risk;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>A refusal as RFC 9457 has it, with the members this library adds.</summary>
internal sealed record Problem
{
    [JsonPropertyName("type")]
    public string Type => $"urn:valhalla:problem:{Code}";

    [JsonPropertyName("title")]
    public string Title => ProblemTitles.Of(Code);

    [JsonPropertyName("status")]
    public required int Status { get; init; }

    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("correlation_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrelationId { get; init; }

    [JsonPropertyName("errors")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    [JsonPropertyName("failing_checks")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? FailingChecks { get; init; }

    [JsonPropertyName("reasons")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }

    [JsonPropertyName("denied_by")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeniedBy { get; init; }

    [JsonPropertyName("violations")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ViolationBody>? Violations { get; init; }

    [JsonPropertyName("idempotent_replay")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IdempotentReplay { get; init; }

    /// <summary>Sent as the <c>Retry-After</c> header.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }
}
