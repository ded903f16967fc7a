using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Notices;

/// <summary>How sending a dead letter again ended.</summary>
internal sealed record RetryNoticeAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("dead_letter")]
    public required NoticeDeadLetterBody DeadLetter { get; init; }
}
