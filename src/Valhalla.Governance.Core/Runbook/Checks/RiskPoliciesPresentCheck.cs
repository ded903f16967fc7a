using Valhalla.Governance.Control;

namespace Valhalla.Governance.Runbook;

/// <summary>There is a risk policy for GLOBAL and for at least one engine.</summary>
internal sealed class RiskPoliciesPresentCheck(ControlState control) : IRunbookCheck
{
    public string Id => RunbookCheckIds.RiskPoliciesPresent;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var policies = (await control.RefreshAsync(cancellationToken).ConfigureAwait(false)).RiskPolicies;
        var hasGlobal = policies.ContainsKey(EngineName.Global);
        var engines = policies.Keys.Count(engine => !engine.IsGlobal);
        var ok = hasGlobal && engines > 0;
        return new RunbookCheckOutcome(
            ok,
            ok
                ? "Risk policies present"
                : "Risk policies must exist for GLOBAL and at least one engine: add them by POST "
                    + "governance/risk/policies/upsert",
            new Dictionary<string, object?> { ["global"] = hasGlobal, ["engines"] = engines });
    }
}
