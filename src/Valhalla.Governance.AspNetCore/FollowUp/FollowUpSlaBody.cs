using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>How fast due contacts were made.</summary>
internal sealed record FollowUpSlaBody
{
    [JsonPropertyName("from")]
    public required DateTimeOffset From { get; init; }

    [JsonPropertyName("to")]
    public required DateTimeOffset To { get; init; }

    [JsonPropertyName("completed")]
    public required long Completed { get; init; }

    [JsonPropertyName("within_30_minutes")]
    public required long Within30Minutes { get; init; }

    [JsonPropertyName("within_2_hours")]
    public required long Within2Hours { get; init; }

    [JsonPropertyName("overdue_open")]
    public required long OverdueOpen { get; init; }

    [JsonPropertyName("share_within_30_minutes")]
    public required double? ShareWithin30Minutes { get; init; }

    [JsonPropertyName("share_within_2_hours")]
    public required double? ShareWithin2Hours { get; init; }
}
