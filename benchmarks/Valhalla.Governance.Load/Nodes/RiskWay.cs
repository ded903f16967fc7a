namespace Valhalla.Governance.Load.Nodes;

/// <summary>A way to reserve on a PostgreSQL that several processes share.</summary>
internal enum RiskWay
{
    Guard,
    EntityFramework,
    Statement,
}
