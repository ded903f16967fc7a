using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>Counts to add in one transaction, all or none.</summary>
internal sealed class SloCountBatchBody
{
    [Description("1 to 1 000 counts.")]
    [Required]
    [JsonPropertyName("counts")]
    public IReadOnlyList<SloCountBody>? Counts { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
