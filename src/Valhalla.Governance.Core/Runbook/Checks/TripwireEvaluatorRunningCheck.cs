using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Runbook;

/// <summary>
/// The tripwires are evaluated, here or by the node that holds the lease; a dead evaluator would let every regression
/// pass.
/// </summary>
internal sealed class TripwireEvaluatorRunningCheck(TripwireEvaluatorStatus status, IEvaluatorLeaseStore store)
    : IRunbookCheck
{
    public string Id => RunbookCheckIds.TripwireEvaluatorRunning;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var lease = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        var problem = status switch
        {
            { IsRunning: false } => "it is not running; restart the host",
            { Problem: { } failure } => failure,
            _ when !lease.IsHeld => "no node holds its lease; see the log of each",
            _ => null,
        };
        return new RunbookCheckOutcome(
            problem is null,
            problem is null ? "Tripwire evaluator running" : $"The tripwire evaluator fails: {problem}",
            new Dictionary<string, object?>
            {
                ["running"] = status.IsRunning,
                ["last_round_at"] = status.LastRoundAt,
                ["standing_by"] = status.StandsByFor is not null,
                ["holder"] = lease.IsHeld ? lease.Lease!.Holder : null,
                ["lease_token"] = lease.Token,
            });
    }
}
