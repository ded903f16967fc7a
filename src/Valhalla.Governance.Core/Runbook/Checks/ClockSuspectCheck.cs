namespace Valhalla.Governance.Runbook;

/// <summary>Days, leases and deadlines hang on the store's clock.</summary>
internal sealed class ClockSuspectCheck(IGovernanceClock clock) : IRunbookCheck
{
    public string Id => RunbookCheckIds.ClockSuspect;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var status = await clock.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return new RunbookCheckOutcome(
            status.IsTrusted,
            status.IsTrusted
                ? "The store's clock is trusted"
                : string.Join(' ', status.Suspicions) + " Set the clock right, then acknowledge at "
                    + "governance/clock/acknowledge.",
            new Dictionary<string, object?>
            {
                ["ledger_day"] = status.LedgerDay?.ToString("yyyy-MM-dd", null),
                ["ledger_day_held"] = status.IsLedgerDayHeld,
                ["ledger_days_ahead"] = status.LedgerDaysAhead,
            });
    }
}
