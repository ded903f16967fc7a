using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>The contact windows of a week, in the recipient's local time.</summary>
internal sealed record WindowsBody
{
    [JsonPropertyName("monday")]
    public required IReadOnlyList<WindowBody> Monday { get; init; }

    [JsonPropertyName("tuesday")]
    public required IReadOnlyList<WindowBody> Tuesday { get; init; }

    [JsonPropertyName("wednesday")]
    public required IReadOnlyList<WindowBody> Wednesday { get; init; }

    [JsonPropertyName("thursday")]
    public required IReadOnlyList<WindowBody> Thursday { get; init; }

    [JsonPropertyName("friday")]
    public required IReadOnlyList<WindowBody> Friday { get; init; }

    [JsonPropertyName("saturday")]
    public required IReadOnlyList<WindowBody> Saturday { get; init; }

    [JsonPropertyName("sunday")]
    public required IReadOnlyList<WindowBody> Sunday { get; init; }
}

/// <summary>A part of a day: the opening minute is inside, the closing minute is outside.</summary>
internal sealed record WindowBody
{
    [JsonPropertyName("opens")]
    public required string Opens { get; init; }

    [JsonPropertyName("closes")]
    public required string Closes { get; init; }
}
