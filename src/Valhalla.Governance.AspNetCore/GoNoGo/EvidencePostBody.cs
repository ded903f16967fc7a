using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>One observation, or several under <c>evidence</c>.</summary>
internal sealed class EvidencePostBody
{
    [Description("What was observed, such as policy_entropy.")]
    [LowerName]
    [JsonPropertyName("signal")]
    public string? Signal { get; set; }

    [Description("What it was found to be: a number of at most 28 digits, true, false, or a word of 1 to 64.")]
    [JsonPropertyName("value")]
    public JsonElement? Value { get; set; }

    [Description("When it was observed. Default now; at most one minute ahead.")]
    [JsonPropertyName("observed_at")]
    public DateTimeOffset? ObservedAt { get; set; }

    [Description("What a reader should know, such as the explanation of a cost, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("detail")]
    public string? Detail { get; set; }

    [Description("1 to 200 observations instead of one.")]
    [JsonPropertyName("evidence")]
    public IReadOnlyList<EvidenceItemBody>? Evidence { get; set; }

    [Description("Who observed it. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}

/// <summary>One observation of several.</summary>
internal sealed class EvidenceItemBody
{
    [Description("What was observed, such as policy_entropy.")]
    [LowerName]
    [JsonPropertyName("signal")]
    public string? Signal { get; set; }

    [Description("What it was found to be: a number of at most 28 digits, true, false, or a word of 1 to 64.")]
    [JsonPropertyName("value")]
    public JsonElement? Value { get; set; }

    [Description("When it was observed. Default now; at most one minute ahead.")]
    [JsonPropertyName("observed_at")]
    public DateTimeOffset? ObservedAt { get; set; }

    [Description("What a reader should know, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("detail")]
    public string? Detail { get; set; }
}

/// <summary>Recorded observations.</summary>
internal sealed record EvidencePostAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("count")]
    public required int Count { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }
}
