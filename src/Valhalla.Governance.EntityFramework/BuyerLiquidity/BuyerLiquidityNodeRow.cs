using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.EntityFramework.BuyerLiquidity;

/// <summary>
/// A row of <c>buyer_liquidity_node</c>. The sums weigh each event by its time, relative to a fixed landmark, so that
/// an event is a mere addition and the decay is computed when the row is read.
/// </summary>
internal sealed class BuyerLiquidityNodeRow
{
    public string Province { get; set; } = "";

    public string Market { get; set; } = "";

    public string PropertyType { get; set; } = "";

    public double Contacts { get; set; }

    public double Responses { get; set; }

    public double Closes { get; set; }

    public long Events { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public StoredLiquidityNode ToNode() => new(
        new LiquidityNodeKey(new ProvinceCode(Province), new MarketName(Market), new PropertyType(PropertyType)),
        new LiquiditySums(Contacts, Responses, Closes),
        Events,
        UpdatedAt);
}
