using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Says nothing itself.</summary>
public sealed class DirectDeals(Executions executions) : IDirectDeals
{
    public async Task RunAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await context.Response.WriteAsync(executions.Execute());
    }
}
