using Microsoft.AspNetCore.SignalR;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A hub whose class says it for every method but one.</summary>
[ExecutionClass(ExecutionClass.ProdExec)]
public sealed class PayoutsHub(Executions executions) : Hub
{
    public string Make(Deal deal) => executions.Execute();

    [ExecutionClass(ExecutionClass.ReadOnly)]
    public string List() => executions.Execute();
}
