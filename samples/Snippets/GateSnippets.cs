using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance;

namespace Snippets;

internal static class GateSnippets
{
    public static void Endpoint(IEndpointRouteBuilder app)
    {
        #region gate-endpoint
        app.MapPost("/api/deals", () => Results.Ok()).WithExecutionClass(ExecutionClass.ProdExec);
        app.MapGet("/api/deals", () => Results.Ok()).WithExecutionClass(ExecutionClass.ReadOnly);
        #endregion
    }
}

#region gate-controller
[ApiController, Route("api/payouts")]
[ExecutionClass(ExecutionClass.ProdExec)]
public sealed class PayoutsController : ControllerBase
{
    [HttpPost]
    public IActionResult Send() => Ok();

    [HttpGet, ExecutionClass(ExecutionClass.ReadOnly)]
    public IActionResult List() => Ok();
}
#endregion

#region gate-worker
internal sealed class PayoutWorker(IGoLiveGate gate, IPayoutQueue queue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var payout in queue.ReadAllAsync(stoppingToken))
        {
            // Before each payout, not once: the kill switch may be engaged between two.
            if (gate.Check(ExecutionClass.ProdExec) != GateDecision.Allowed)
            {
                await queue.PutBackAsync(payout, stoppingToken);
                continue;
            }

            await payout.SendAsync(stoppingToken);
        }
    }
}
#endregion

internal interface IPayoutQueue
{
    IAsyncEnumerable<IPayout> ReadAllAsync(CancellationToken cancellationToken);

    Task PutBackAsync(IPayout payout, CancellationToken cancellationToken);
}

internal interface IPayout
{
    Task SendAsync(CancellationToken cancellationToken);
}
