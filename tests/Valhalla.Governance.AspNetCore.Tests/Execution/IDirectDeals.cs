using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Says on its method what those who implement it may do.</summary>
public interface IDirectDeals
{
    [ExecutionClass(ExecutionClass.ProdExec)]
    Task RunAsync(HttpContext context);
}
