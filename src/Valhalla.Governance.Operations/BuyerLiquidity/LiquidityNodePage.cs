namespace Valhalla.Governance;

/// <summary>Nodes, and the rates over all nodes that match, on this page or not.</summary>
/// <param name="Nodes">The page, by province, market and property type.</param>
/// <param name="AvgResponseRate">
/// All responses per all contacts, 0 to 1: the mean of the nodes' rates, weighted by their contacts; 0 without
/// contacts.
/// </param>
/// <param name="AvgCloseRate">All closes per all contacts, in the same way.</param>
public sealed record LiquidityNodePage(
    IReadOnlyList<LiquidityNode> Nodes, double AvgResponseRate, double AvgCloseRate)
{
    /// <summary>The page, by province, market and property type.</summary>
    public IReadOnlyList<LiquidityNode> Nodes
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Nodes);
}
