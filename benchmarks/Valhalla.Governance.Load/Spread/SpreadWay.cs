namespace Valhalla.Governance.Load.Spread;

/// <summary>So many processes, one of which engages the kill switch.</summary>
/// <param name="Nodes">How many.</param>
/// <param name="Fault">What stands in the way of the news.</param>
/// <param name="Kills">How often it is engaged.</param>
internal sealed record SpreadWay(int Nodes, SpreadFault Fault, int Kills)
{
    public string Name => $"{Nodes} processes" + Fault switch
    {
        SpreadFault.ConnectionCut => ", session ended",
        SpreadFault.NoNotifications => ", only polling",
        SpreadFault.CutOff => ", cut off",
        _ => "",
    };
}
