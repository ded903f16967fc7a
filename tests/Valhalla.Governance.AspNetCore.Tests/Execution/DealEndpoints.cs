namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Handlers of minimal APIs whose class, or interface, says what they may do.</summary>
[ExecutionClass(ExecutionClass.ProdExec)]
public sealed class DealEndpoints(Executions executions) : IDeals
{
    public string Make(Deal deal) => executions.Execute();

    [ExecutionClass(ExecutionClass.ReadOnly)]
    public string List() => "list";

    public string Other(Deal deal) => executions.Execute();
}
