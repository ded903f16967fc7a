using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Valhalla.Governance.AspNetCore.Tests.Execution;

namespace Valhalla.Governance.AspNetCore.Tests.Pages;

/// <summary>A page that reads, with a handler that acts.</summary>
[IgnoreAntiforgeryToken]
public sealed class PayoutModel(Executions executions) : PageModel
{
    [ExecutionClass(ExecutionClass.ProdExec)]
    public IActionResult OnGetAct() => Content($"{executions.Execute()} {executions.Count}");

    [ExecutionClass(ExecutionClass.ProdExec)]
    public IActionResult OnPost() => Content(executions.Execute());

    [ExecutionClass(ExecutionClass.ProdExec)]
    public async Task<IActionResult> OnPostReadAsync()
    {
        await Request.Body.CopyToAsync(Stream.Null);
        return Content(executions.Execute());
    }
}
