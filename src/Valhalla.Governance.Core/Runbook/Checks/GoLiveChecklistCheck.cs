namespace Valhalla.Governance.Runbook;

/// <summary>The backend is complete and the required packs are installed.</summary>
internal sealed class GoLiveChecklistCheck(IGoLiveChecklist checklist) : IRunbookCheck
{
    public string Id => RunbookCheckIds.GoLiveChecklist;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var found = await checklist.GetAsync(cancellationToken).ConfigureAwait(false);
        return new RunbookCheckOutcome(
            found.Ok,
            found.Ok
                ? "Go-live checklist must pass before enabling production execution"
                : "Go-live checklist must pass before enabling production execution: add the packs that are missing "
                    + "(AddValhalla adds all), or leave them out of Valhalla:GoLive:RequiredPacks",
            new Dictionary<string, object?>
            {
                ["ok"] = found.Ok,
                ["backend_complete"] = found.BackendComplete,
                ["required_packs"] = found.RequiredPacks.ToDictionary(
                    p => p.Key, p => (object?)WireNames.Of(p.Value), StringComparer.Ordinal),
            });
    }
}
