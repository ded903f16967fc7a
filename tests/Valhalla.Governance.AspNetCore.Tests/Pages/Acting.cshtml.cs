using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Valhalla.Governance.AspNetCore.Tests.Execution;

namespace Valhalla.Governance.AspNetCore.Tests.Pages;

/// <summary>A page that acts, whatever the handler.</summary>
[IgnoreAntiforgeryToken]
[ExecutionClass(ExecutionClass.ProdExec)]
public sealed class ActingModel(Executions executions) : PageModel
{
    public IActionResult OnGet() => Content(executions.Execute());

    public IActionResult OnPost() => Content(executions.Execute());

    public async Task<IActionResult> OnPostReadAsync()
    {
        await Request.Body.CopyToAsync(Stream.Null);
        return Content(executions.Execute());
    }
}
