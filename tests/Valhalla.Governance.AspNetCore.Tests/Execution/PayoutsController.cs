using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Says nothing itself.</summary>
[ApiController]
[Route("controllers/payouts")]
public sealed class PayoutsController(Executions executions) : ActingPayouts
{
    [HttpPost]
    public override string Send(Deal deal) => executions.Execute();
}
