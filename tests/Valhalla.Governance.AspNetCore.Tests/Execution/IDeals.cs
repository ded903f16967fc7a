namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A contract that says what its methods may do.</summary>
public interface IDeals
{
    [ExecutionClass(ExecutionClass.ProdExec)]
    string Make(Deal deal);

    string List();
}
