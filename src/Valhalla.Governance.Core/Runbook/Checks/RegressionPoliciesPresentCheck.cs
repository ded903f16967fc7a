using Valhalla.Governance.Control;

namespace Valhalla.Governance.Runbook;

/// <summary>There is a regression policy, switched on or not.</summary>
internal sealed class RegressionPoliciesPresentCheck(ControlState control) : IRunbookCheck
{
    public string Id => RunbookCheckIds.RegressionPoliciesPresent;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var policies = (await control.RefreshAsync(cancellationToken).ConfigureAwait(false)).RegressionPolicies;
        var ok = policies.Count > 0;
        return new RunbookCheckOutcome(
            ok,
            ok
                ? "Regression policies present"
                : "At least one regression policy must exist: add one by POST governance/regression/policies/upsert",
            new Dictionary<string, object?>
            {
                ["policies"] = policies.Count,
                ["enabled"] = policies.Values.Count(policy => policy.Enabled),
            });
    }
}
