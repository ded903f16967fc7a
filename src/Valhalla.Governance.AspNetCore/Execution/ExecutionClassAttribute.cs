namespace Valhalla.Governance;

/// <summary>
/// Says what an endpoint may do to the world. Routing checks the gate each time before the endpoint runs: there is no
/// middleware to forget. On a controller and its action, the action's wins.
/// </summary>
/// <param name="executionClass">What the endpoint may do.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
public sealed class ExecutionClassAttribute(ExecutionClass executionClass) : Attribute
{
    /// <summary>What the endpoint may do.</summary>
    public ExecutionClass ExecutionClass { get; } = executionClass;
}
