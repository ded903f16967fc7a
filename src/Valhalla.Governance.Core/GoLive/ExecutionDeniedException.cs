namespace Valhalla.Governance;

/// <summary>The go-live gate denied an operation; nothing was done.</summary>
public sealed class ExecutionDeniedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="executionClass">What the operation may do.</param>
    /// <param name="decision">The gate's answer.</param>
    public ExecutionDeniedException(ExecutionClass executionClass, GateDecision decision)
        : base(Describe(executionClass, decision))
    {
        ExecutionClass = executionClass;
        Decision = decision;
    }

    /// <summary>What the operation may do.</summary>
    public ExecutionClass ExecutionClass { get; }

    /// <summary>The gate's answer.</summary>
    public GateDecision Decision { get; }

    /// <summary>
    /// The answer as a stable code: <c>kill_switch_engaged</c>, <c>state_stale</c> or <c>go_live_disabled</c>.
    /// </summary>
    public string Code => WireNames.Of(Decision);

    private static string Describe(ExecutionClass executionClass, GateDecision decision) =>
        $"{executionClass} is denied ({WireNames.Of(decision)}): " + decision switch
        {
            GateDecision.KillSwitchEngaged => "the kill switch is engaged; release it to go on.",
            GateDecision.StateStale => "the store has not confirmed the go-live state in time; wait until it answers.",
            GateDecision.GoLiveDisabled => "go-live is off; enable it to go on.",
            _ => "the gate did not allow it.",
        };
}
