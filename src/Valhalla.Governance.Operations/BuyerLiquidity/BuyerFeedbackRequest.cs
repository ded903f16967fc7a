namespace Valhalla.Governance;

/// <summary>What a buyer did, to be recorded.</summary>
/// <param name="Province">Where.</param>
/// <param name="Market">In which market.</param>
/// <param name="Kind">What.</param>
public sealed record BuyerFeedbackRequest(ProvinceCode Province, MarketName Market, BuyerFeedbackKind Kind)
{
    /// <summary>What kind of property it was about. Default <c>SFR</c>, a single-family residence.</summary>
    public PropertyType PropertyType { get; init; } = new("SFR");

    /// <summary>Which buyer, 1 to 200 characters.</summary>
    public string? BuyerId { get; init; }

    /// <summary>Who records it, 1 to 200 characters. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>What links it to other events, 1 to 200 characters.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>More, as JSON, at most 16 KiB.</summary>
    public string? DetailJson { get; init; }

    /// <summary>Makes the request decidable once, 1 to 255 characters.</summary>
    public string? IdempotencyKey { get; init; }
}
