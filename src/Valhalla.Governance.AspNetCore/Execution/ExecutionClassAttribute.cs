namespace Valhalla.Governance;

/// <summary>
/// Says what an endpoint may do to the world. Routing checks the gate each time before the endpoint runs: there is no
/// middleware to forget. It counts on the handler of a minimal API, the action of a controller, the handler of a Razor
/// page and the method of a SignalR hub, on the class around it, on base classes, and on interfaces and their methods.
/// The nearest wins: the method before the class, and each before its interface.
/// </summary>
/// <param name="executionClass">What the endpoint may do.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Method,
    AllowMultiple = false,
    Inherited = true)]
public sealed class ExecutionClassAttribute(ExecutionClass executionClass) : Attribute
{
    /// <summary>What the endpoint may do.</summary>
    public ExecutionClass ExecutionClass { get; } = executionClass;
}
