using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>A policy to try on recorded events. What is absent is taken from the stored policy.</summary>
internal sealed class BacktestBody
{
    [Description("The domain, such as WHOLESALE.")]
    [Required]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("The metric, such as contract_rate.")]
    [Required]
    [JsonPropertyName("metric")]
    public string? Metric { get; set; }

    [Description("How many of the last events are judged, 5 to 10 000.")]
    [JsonPropertyName("window_events")]
    public int? WindowEvents { get; set; }

    [Description("How many events before them they are compared with, 5 to 100 000.")]
    [JsonPropertyName("baseline_events")]
    public int? BaselineEvents { get; set; }

    [Description("The relative drop that trips, above 0 to 1.")]
    [JsonPropertyName("max_drop")]
    public double? MaxDrop { get; set; }

    [Description("THROTTLE or KILL_SWITCH.")]
    [JsonPropertyName("action")]
    public string? Action { get; set; }

    [Description("RATE or MEAN.")]
    [JsonPropertyName("kind")]
    public string? Kind { get; set; }

    [Description("HIGHER_IS_BETTER or LOWER_IS_BETTER.")]
    [JsonPropertyName("direction")]
    public string? Direction { get; set; }

    [Description("SEQUENTIAL, FISHER or NONE.")]
    [JsonPropertyName("evidence")]
    public string? Evidence { get; set; }

    [Description("How many of the newest events are replayed, 1 to 10 000. Default 5 000.")]
    [JsonPropertyName("events")]
    public int? Events { get; set; }
}
