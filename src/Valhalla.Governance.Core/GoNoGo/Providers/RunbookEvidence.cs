namespace Valhalla.Governance.GoNoGo;

/// <summary>Observes whether the runbook has a blocker.</summary>
internal sealed class RunbookEvidence(IRunbook runbook) : IEvidenceProvider
{
    private const string Source = "runbook";

    public IReadOnlyCollection<SignalName> Signals { get; } = [ReservedSignals.RunbookClear];

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var status = await runbook.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            new Evidence(
                ReservedSignals.RunbookClear,
                EvidenceValue.Of(status.OkToEnableGoLive),
                status.GeneratedAt,
                EvidenceDetail.List(status.Blockers.Select(static blocker => blocker.Id)),
                Source),
        ];
    }
}
