using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// The Prime Law: while enforcement is on and go-live is off, every request is refused that is not exempt. An allowed
/// request costs one look at the gate and no allocation.
/// </summary>
internal sealed class GoLiveMiddleware(
    RequestDelegate next, IGoLiveGate gate, ExemptPaths exempt, RoutingProbe? probe = null)
{
    // A base has a segment or two; each costs a look-up.
    private const int MaxBaseSegments = 4;

    public Task InvokeAsync(HttpContext context)
    {
        var decision = gate.Check(ExecutionClass.ProdExec);
        if (decision == GateDecision.KillSwitchEngaged)
        {
            decision = WithoutKillSwitch(gate.Current);
        }

        return decision == GateDecision.Allowed ? next(context) : InvokeClosedAsync(context, decision);
    }

    /// <summary>
    /// An endpoint decides where routing has found one already. Else the path lets pass, or what routing would find,
    /// and the endpoint that comes then is judged once more.
    /// </summary>
    private async Task InvokeClosedAsync(HttpContext context, GateDecision decision)
    {
        var path = context.Request.Path.Value;
        var passes = context.GetEndpoint() is { } endpoint
            ? exempt.IsExempt(context.Request, endpoint)
            : exempt.IsExempt(path)
                || exempt.EndsWithOwnRoute(path)
                || await IsFoundAsync(context).ConfigureAwait(false);
        if (!passes)
        {
            await GateDenials.WriteAsync(context, decision).ConfigureAwait(false);
            return;
        }

        if (context.GetEndpoint() is null)
        {
            ClosedEndpoints.Watch(context, exempt, decision);
        }

        await next(context).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsFoundAsync(HttpContext context) =>
        probe is not null
        && exempt.HasHidden
        && ((await probe.FindAsync(context).ConfigureAwait(false) is { } found
                && exempt.IsExempt(context.Request, found))
            || await IsFoundBehindBaseAsync(context, probe).ConfigureAwait(false));

    /// <summary>
    /// Whether a later <c>UsePathBase</c> may lead to an endpoint that only reads. Only asked for what reads by its
    /// verb: should something else of the host answer below such a path, it must not be something that acts.
    /// </summary>
    private async ValueTask<bool> IsFoundBehindBaseAsync(HttpContext context, RoutingProbe routing)
    {
        var request = context.Request;
        var (pathBase, path) = (request.PathBase, request.Path);
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || path.Value is not { Length: > 1 } text
            || !ExemptPaths.IsPlain(text))
        {
            return false;
        }

        try
        {
            var at = 0;
            for (var depth = 0; depth < MaxBaseSegments && (at = text.IndexOf('/', at + 1)) > 0; depth++)
            {
                (request.PathBase, request.Path) = (pathBase.Add(text[..at]), text[at..]);
                if (await routing.FindAsync(context).ConfigureAwait(false) is { } found && exempt.IsNamedReader(found))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            (request.PathBase, request.Path) = (pathBase, path);
        }
    }

    /// <summary>
    /// The kill switch stops execution, not reading: it is for execution classes. But it answers first, and must not
    /// hide that go-live is off.
    /// </summary>
    private static GateDecision WithoutKillSwitch(GateSnapshot snapshot) => snapshot switch
    {
        { IsEnforced: false } => GateDecision.Allowed,
        { IsStale: true } => GateDecision.StateStale,
        { State.GoLiveEnabled: false } => GateDecision.GoLiveDisabled,
        _ => GateDecision.Allowed,
    };
}
