namespace Valhalla.Governance;

/// <summary>Forms of the gate's check for code that is not behind a middleware.</summary>
public static class GoLiveGateExtensions
{
    /// <summary>Throws unless an operation of a class may run now.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="executionClass">What the operation may do.</param>
    /// <exception cref="ExecutionDeniedException">The gate denies it.</exception>
    public static void EnsureAllowed(this IGoLiveGate gate, ExecutionClass executionClass)
    {
        ArgumentNullException.ThrowIfNull(gate);
        var decision = gate.Check(executionClass);
        if (decision != GateDecision.Allowed)
        {
            throw new ExecutionDeniedException(executionClass, decision);
        }
    }
}
