using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>The class says that it reads, the interface that one of its methods acts.</summary>
[ApiController]
[Route("controllers/deals")]
[ExecutionClass(ExecutionClass.ReadOnly)]
public sealed class DealsController(Executions executions) : ControllerBase, IDeals
{
    [HttpPost]
    public string Make(Deal deal) => executions.Execute();

    [HttpGet]
    public string List() => "list";
}
