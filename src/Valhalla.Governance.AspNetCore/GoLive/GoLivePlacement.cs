namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>Whether the host has placed the go-live middleware itself. Set while the pipeline is built, once.</summary>
internal sealed class GoLivePlacement
{
    public bool IsExplicit { get; set; }
}
