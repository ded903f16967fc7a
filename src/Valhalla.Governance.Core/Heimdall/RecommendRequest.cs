namespace Valhalla.Governance;

/// <summary>An AI recommendation to store and judge.</summary>
/// <param name="Domain">What it is about.</param>
/// <param name="Confidence">The model's own probability of success, 0 to 1.</param>
/// <param name="RecommendationJson">The recommendation as JSON, at most 32 KiB.</param>
public sealed record RecommendRequest(DomainName Domain, double Confidence, string RecommendationJson)
{
    /// <summary>What it rests on, as JSON, at most 32 KiB.</summary>
    public string? EvidenceJson { get; init; }

    /// <summary>Who recommends. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>The version of the model, 1 to 100 characters; trials belong to it.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>What links it to other events.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Makes the request decidable once, 1 to 255 characters.</summary>
    public string? IdempotencyKey { get; init; }
}
