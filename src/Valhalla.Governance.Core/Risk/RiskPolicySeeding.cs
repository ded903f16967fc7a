using Valhalla.Governance.Control;

namespace Valhalla.Governance.Risk;

/// <summary>Writes the policies that the host's code brings, where the store has none for their engine.</summary>
internal sealed class RiskPolicySeeding(ControlState control, IEnumerable<RiskPolicyChange> seeds)
{
    private readonly RiskPolicyChange[] _seeds = [.. seeds];

    /// <summary>Never changes a policy that is there, whoever wrote it.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer; it can be tried again.</exception>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        foreach (var seed in _seeds)
        {
            if (control.Current.RiskPolicies.ContainsKey(seed.Engine))
            {
                continue;
            }

            // Looked at again under the lock: another node may have had its turn.
            await control.CommitAsync(
                (current, now) => current.RiskPolicies.ContainsKey(seed.Engine)
                    ? null
                    : RiskPolicyRules.Decide(current, seed, now),
                cancellationToken).ConfigureAwait(false);
        }
    }
}
