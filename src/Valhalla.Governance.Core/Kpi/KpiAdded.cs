namespace Valhalla.Governance.Kpi;

/// <summary>What adding to the buffer did.</summary>
internal enum KpiAdded
{
    Added = 0,
    Full = 1,
    Closed = 2,
}
