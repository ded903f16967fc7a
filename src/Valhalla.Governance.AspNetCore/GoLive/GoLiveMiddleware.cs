using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// The Prime Law: while enforcement is on and go-live is off, every request is refused that is not exempt. An allowed
/// request costs one look at the gate and no allocation.
/// </summary>
internal sealed class GoLiveMiddleware(
    RequestDelegate next, IGoLiveGate gate, ExemptPaths exempt, RoutingProbe? probe = null)
{
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
        && await probe.FindAsync(context).ConfigureAwait(false) is { } found
        && exempt.IsExempt(context.Request, found);

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
