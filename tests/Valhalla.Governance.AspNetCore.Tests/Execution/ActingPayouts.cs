using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A base class that says what its children may do.</summary>
[ExecutionClass(ExecutionClass.ProdExec)]
public abstract class ActingPayouts : ControllerBase
{
    public abstract string Send(Deal deal);
}
