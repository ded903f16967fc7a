namespace Valhalla.Governance;

/// <summary>A lead to follow up.</summary>
/// <param name="LeadId">The host's id of the lead, 1 to 200 characters without control characters.</param>
/// <param name="Province">Where the lead is; its contact windows apply.</param>
public sealed record CreateLadderRequest(string LeadId, ProvinceCode Province)
{
    /// <summary>The lead's market; null takes every zone of the province together.</summary>
    public MarketName? Market { get; init; }

    /// <summary>Who looks after the lead, 1 to 200 characters; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Who asks. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>What links it to other events, 1 to 200 characters.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Makes the request decidable once, 1 to 255 characters.</summary>
    public string? IdempotencyKey { get; init; }
}
