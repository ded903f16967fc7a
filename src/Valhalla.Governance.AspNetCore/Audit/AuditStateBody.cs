using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>Control state as it was at an instant.</summary>
internal sealed record AuditStateBody
{
    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    [JsonPropertyName("items")]
    public required IReadOnlyList<AuditStateItemBody> Items { get; init; }

    [JsonPropertyName("not_rebuilt")]
    public required IReadOnlyList<string> NotRebuilt { get; init; }

    [JsonPropertyName("broken")]
    public required AuditBreakBody? Broken { get; init; }
}

/// <summary>One row of control state.</summary>
internal sealed record AuditStateItemBody
{
    [JsonPropertyName("area")]
    public required string Area { get; init; }

    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    [JsonPropertyName("value")]
    public required JsonElement? Value { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("record")]
    public required AuditEventBody? Record { get; init; }
}
