namespace Valhalla.Governance.Load.Leases;

/// <summary>A part of the cap that one node may spend.</summary>
internal sealed class Lease(long fencing, long amount, double expiresAt)
{
    public long Fencing => fencing;

    public double ExpiresAt => expiresAt;

    public long Left { get; set; } = amount;
}
