using Microsoft.AspNetCore.SignalR;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A hub that acts when it is connected to.</summary>
public sealed class GreetingHub(Executions executions) : Hub
{
    [ExecutionClass(ExecutionClass.ProdExec)]
    public override async Task OnConnectedAsync()
    {
        executions.Execute();
        await Clients.Caller.SendAsync("hello");
    }
}
