using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Handlers that take the context itself, so that routing keeps no method of theirs.</summary>
[ExecutionClass(ExecutionClass.ProdExec)]
public sealed class DirectEndpoints(Executions executions)
{
    public async Task RunAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await context.Response.WriteAsync(executions.Execute());
    }

    public RequestDelegate Lambda() => async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await context.Response.WriteAsync(executions.Execute());
    };
}
