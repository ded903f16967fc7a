using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>An action that binds nothing, and reads the body by itself.</summary>
[ApiController]
[Route("controllers/reading")]
[ExecutionClass(ExecutionClass.ProdExec)]
public sealed class ReadingController(Executions executions) : ControllerBase
{
    [HttpPost]
    public async Task<string> Send()
    {
        using var reader = new StreamReader(Request.Body);
        await reader.ReadToEndAsync();
        return executions.Execute();
    }
}
