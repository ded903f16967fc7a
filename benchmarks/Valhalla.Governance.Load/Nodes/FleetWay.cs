namespace Valhalla.Governance.Load.Nodes;

/// <summary>So many processes that reserve in one way.</summary>
/// <param name="Way">How they reserve.</param>
/// <param name="Nodes">How many processes.</param>
/// <param name="CallersEach">How many callers each of them has.</param>
internal sealed record FleetWay(RiskWay Way, int Nodes, int CallersEach)
{
    public int Callers => Nodes * CallersEach;

    public string Name => Way switch
    {
        RiskWay.EntityFramework => "naive EF Core, row locks",
        RiskWay.Statement => "one conditional statement each",
        _ => "IRiskGuard",
    } + $", {Nodes} × {CallersEach}";
}
