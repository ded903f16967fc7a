using Microsoft.AspNetCore.SignalR;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A hub with a class on a method and on an interface.</summary>
public sealed class DealsHub(Executions executions) : Hub, IDeals
{
    [ExecutionClass(ExecutionClass.SandboxExec)]
    public string Try() => executions.Execute();

    public string Make(Deal deal) => executions.Execute();

    public string List() => executions.Execute();
}
