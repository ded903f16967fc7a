using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Runbook;

/// <summary>The tripwires are evaluated; a dead evaluator would let every regression pass.</summary>
internal sealed class TripwireEvaluatorRunningCheck(TripwireEvaluatorStatus status) : IRunbookCheck
{
    public string Id => RunbookCheckIds.TripwireEvaluatorRunning;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var problem = status.IsRunning ? status.Problem : "it is not running; restart the host";
        return new(new RunbookCheckOutcome(
            problem is null,
            problem is null ? "Tripwire evaluator running" : $"The tripwire evaluator fails: {problem}",
            new Dictionary<string, object?>
            {
                ["running"] = status.IsRunning, ["last_round_at"] = status.LastRoundAt,
            }));
    }
}
