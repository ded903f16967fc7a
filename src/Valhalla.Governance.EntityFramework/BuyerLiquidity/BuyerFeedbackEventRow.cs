namespace Valhalla.Governance.EntityFramework.BuyerLiquidity;

/// <summary>A row of <c>buyer_feedback_event</c>.</summary>
internal sealed class BuyerFeedbackEventRow
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public string Province { get; set; } = "";

    public string Market { get; set; } = "";

    public string PropertyType { get; set; } = "";

    public string? BuyerId { get; set; }

    public string Actor { get; set; } = "";

    public string? CorrelationId { get; set; }

    public string? Detail { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
