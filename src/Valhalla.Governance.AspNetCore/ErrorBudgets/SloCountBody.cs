using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>Counts of good and bad events of an objective.</summary>
internal sealed class SloCountBody
{
    [Description("The objective, such as exporter_uptime.")]
    [Required]
    [LowerName]
    [JsonPropertyName("objective")]
    public string? Objective { get; set; }

    [Description("Good events, 0 to 1 000 000 000.")]
    [Required]
    [Between(0, 1_000_000_000)]
    [JsonPropertyName("good")]
    public long? Good { get; set; }

    [Description("Bad events, 0 to 1 000 000 000. Together with good at least one.")]
    [Required]
    [Between(0, 1_000_000_000)]
    [JsonPropertyName("bad")]
    public long? Bad { get; set; }

    [Description("When they happened: not in the future, and not older than the objective's window. Default now.")]
    [JsonPropertyName("at")]
    public DateTimeOffset? At { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
