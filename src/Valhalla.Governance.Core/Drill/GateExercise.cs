using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Drill;

/// <summary>
/// Exercises this node's gate in the scratch scope: by the function that decides every check, with the age of the real
/// snapshot, on states that no request ever sees.
/// </summary>
internal sealed class GateExercise(
    LatchFile file, NodeIdentity node, IOptions<GoLiveOptions> options, TimeProvider time)
{
    private static readonly GoLiveState Before = new() { GoLiveEnabled = true };
    private static readonly GoLiveState After = Before with { KillSwitchEngaged = true };
    private static readonly ChangeAuthor Driller = new("kill_switch_drill");

    private readonly GateClock _clock = new(time, options.Value.MaxStaleness);

    /// <summary>Runs it.</summary>
    /// <param name="latest">The real snapshot, for its age.</param>
    /// <returns>What is wrong; null when the gate allowed before the kill and denied after it.</returns>
    public string? Run(ControlState.Confirmed latest)
    {
        var (before, after) = (Scratch(latest, Before), Scratch(latest, After));
        return Expect(GateDecision.Allowed, ExecutionClass.ProdExec, false, before, "before the kill")
            ?? Expect(GateDecision.KillSwitchEngaged, ExecutionClass.ProdExec, false, after, "after the kill")
            ?? Expect(GateDecision.KillSwitchEngaged, ExecutionClass.SandboxExec, false, after, "after the kill")
            ?? ExerciseLatch(before);
    }

    /// <summary>The way of a kill while the store is down: in force at once, and over a restart by a file.</summary>
    private string? ExerciseLatch(ControlState.Confirmed before)
    {
        // Beside the real file, so that it is the same disk and the same rights; a name of its own for each process.
        var scratch = file.Beside($".drill-{node.Id[^8..]}");
        scratch.Delete();
        using var latch = new KillSwitchLatch(scratch);
        latch.SetOut();
        var denies = Expect(
            GateDecision.KillSwitchEngaged, ExecutionClass.ProdExec, latch.IsEngaged, before, "with the local latch");
        latch.Keep(new LatchedKill(Driller, "A drill in a scratch scope", time.GetUtcNow()));
        using var restarted = new KillSwitchLatch(scratch);
        var survives = restarted.IsEngaged ? null : $"The latch file {scratch.Path} could not be written.";
        latch.KeptArrived(latch.Kept!);
        var released = latch.IsEngaged || scratch.Read() is not null
            ? $"The latch file {scratch.Path} could not be removed."
            : null;
        return denies ?? survives ?? released;
    }

    private static ControlState.Confirmed Scratch(ControlState.Confirmed latest, GoLiveState gate) => new(
        latest.Snapshot with { Gate = gate },
        latest.ConfirmedAt,
        latest.CoarseConfirmedAt,
        latest.PublishedAt,
        latest.Seen);

    private string? Expect(
        GateDecision expected, ExecutionClass executionClass, bool isLatched, ControlState.Confirmed state, string when)
    {
        var decision = GoLiveGate.Decide(executionClass, isLatched, state, isEnforced: true, _clock);
        return decision == expected
            ? null
            : $"The gate answered {WireNames.Of(decision)} {when}, not {WireNames.Of(expected)}.";
    }
}
