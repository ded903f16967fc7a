using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Valhalla.Governance.AspNetCore.Tests.Execution;

namespace Valhalla.Governance.AspNetCore.Tests.Pages;

/// <summary>A page that reads, with a handler that acts.</summary>
[IgnoreAntiforgeryToken]
public sealed class PayoutModel(Executions executions) : PageModel
{
    [ExecutionClass(ExecutionClass.ProdExec)]
    public IActionResult OnPost() => Content(executions.Execute());
}
