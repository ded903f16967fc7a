using Microsoft.AspNetCore.Builder;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// Whether the host has placed the go-live middleware itself. Set while the pipeline is built, once. In a branch it
/// stands for the branch only, and the one in front of the pipeline stays.
/// </summary>
internal sealed class GoLivePlacement
{
    private const string RootKey = "Valhalla.Governance.Root";

    public bool IsExplicit { get; private set; }

    /// <summary>Remembers which builder is the whole pipeline; a branch inherits the entry, and is another.</summary>
    public static void MarkRoot(IApplicationBuilder app) => app.Properties[RootKey] = app;

    public void Place(IApplicationBuilder app) => IsExplicit |= app is WebApplication
        || (app.Properties.TryGetValue(RootKey, out var root) && ReferenceEquals(root, app));
}
