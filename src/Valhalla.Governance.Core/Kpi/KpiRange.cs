namespace Valhalla.Governance.Kpi;

/// <summary>A run of events within a batch.</summary>
internal readonly record struct KpiRange(int Start, int Length)
{
    public int End => Start + Length;
}
