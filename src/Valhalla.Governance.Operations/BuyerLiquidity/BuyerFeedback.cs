namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>A feedback event as it is stored.</summary>
internal sealed record BuyerFeedback
{
    public long Id { get; init; }

    public required BuyerFeedbackKind Kind { get; init; }

    public required LiquidityNodeKey Node { get; init; }

    public string? BuyerId { get; init; }

    public required string Actor { get; init; }

    public string? CorrelationId { get; init; }

    public string? DetailJson { get; init; }

    /// <summary>In whole microseconds, as databases keep it: the weight of the event is that of this time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the event adds to its node.</summary>
    public LiquiditySums Sums => LiquidityRules.SumsOf(Kind, LiquidityDecay.WeightOf(CreatedAt));
}
