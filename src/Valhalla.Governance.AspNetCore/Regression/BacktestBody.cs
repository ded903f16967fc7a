using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>A policy to try on recorded events. What is absent is taken from the stored policy.</summary>
internal sealed class BacktestBody
{
    [Description("The domain, such as WHOLESALE.")]
    [Required]
    [UpperName]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("The metric, such as contract_rate.")]
    [Required]
    [LowerName]
    [JsonPropertyName("metric")]
    public string? Metric { get; set; }

    [Description("How many of the last events are judged, 5 to 10 000.")]
    [Between(5, 10_000)]
    [JsonPropertyName("window_events")]
    public int? WindowEvents { get; set; }

    [Description("How many events before them they are compared with, 5 to 100 000.")]
    [Between(5, 100_000)]
    [JsonPropertyName("baseline_events")]
    public int? BaselineEvents { get; set; }

    [Description("The relative drop that trips, above 0 to 1.")]
    [Between(0d, 1d, IsAbove = true)]
    [JsonPropertyName("max_drop")]
    public double? MaxDrop { get; set; }

    [Description("THROTTLE or KILL_SWITCH.")]
    [Choice<RegressionAction>]
    [JsonPropertyName("action")]
    public string? Action { get; set; }

    [Description("RATE or MEAN.")]
    [Choice<RegressionKind>]
    [JsonPropertyName("kind")]
    public string? Kind { get; set; }

    [Description("HIGHER_IS_BETTER or LOWER_IS_BETTER.")]
    [Choice<RegressionDirection>]
    [JsonPropertyName("direction")]
    public string? Direction { get; set; }

    [Description("SEQUENTIAL, FISHER or NONE.")]
    [Choice<RegressionEvidence>]
    [JsonPropertyName("evidence")]
    public string? Evidence { get; set; }

    [Description("How many of the newest events are replayed, 1 to 10 000. Default 5 000.")]
    [Between(1, 10_000)]
    [JsonPropertyName("events")]
    public int? Events { get; set; }
}
