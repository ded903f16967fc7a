namespace Valhalla.Governance;

/// <summary>Which nodes to list; null filters match everything.</summary>
public sealed record LiquidityNodeQuery
{
    /// <summary>Only this province's.</summary>
    public ProvinceCode? Province { get; init; }

    /// <summary>Only this property type's.</summary>
    public PropertyType? PropertyType { get; init; }

    /// <summary>Only nodes after this one: the last of the page before.</summary>
    public LiquidityNodeKey? After { get; init; }

    /// <summary>How many at most, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
