namespace Valhalla.Governance.Load.Risk;

internal sealed class PeerPolicy
{
    public required string Engine { get; init; }

    public bool Enabled { get; set; }

    public long MaxExposure { get; set; }
}
