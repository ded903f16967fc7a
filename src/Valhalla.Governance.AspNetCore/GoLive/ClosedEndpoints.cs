using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// Watches which endpoint routing finds for a request that has passed for its path while go-live is off, and puts the
/// gate's refusal in the place of one that is not exempt itself.
/// </summary>
internal sealed class ClosedEndpoints(HttpRequest request, ExemptPaths exempt, GateDecision decision) : IEndpointFeature
{
    private Endpoint? _endpoint;

    public Endpoint? Endpoint
    {
        get => _endpoint;
        set => _endpoint = value is null || exempt.IsExempt(request, value) ? value : Refusal(decision);
    }

    public static void Watch(HttpContext context, ExemptPaths exempt, GateDecision decision)
    {
        if (context.Features.Get<IEndpointFeature>() is not ClosedEndpoints)
        {
            context.Features.Set<IEndpointFeature>(new ClosedEndpoints(context.Request, exempt, decision));
        }
    }

    private static Endpoint Refusal(GateDecision decision) => new(
        context => GateDenials.WriteAsync(context, decision), EndpointMetadataCollection.Empty, "Go-live is off");
}
