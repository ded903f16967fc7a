using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// The Prime Law: while enforcement is on and go-live is off, every request outside the exempt prefixes is refused. An
/// allowed request costs one look at the gate and no allocation.
/// </summary>
internal sealed class GoLiveMiddleware(RequestDelegate next, IGoLiveGate gate, ExemptPaths exempt)
{
    public Task InvokeAsync(HttpContext context)
    {
        var decision = gate.Check(ExecutionClass.ProdExec);
        if (decision == GateDecision.KillSwitchEngaged)
        {
            decision = WithoutKillSwitch(gate.Current);
        }

        return decision == GateDecision.Allowed || exempt.IsExempt(context.Request.Path.Value)
            ? next(context)
            : GateDenials.WriteAsync(context, decision);
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
