using Valhalla.Governance.Control;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Retention;

/// <summary>Finds the KPI events that tripwires may still read, whatever their age.</summary>
internal sealed class KeptSeriesFinder(IRetentionStore store, IControlStore control)
{
    public async ValueTask<IReadOnlyList<KeptSeries>> FindAsync(CancellationToken cancellationToken)
    {
        // From the store itself: what this node has in memory may lack a policy of another node.
        var snapshot = await control.ReadAsync(cancellationToken).ConfigureAwait(false);
        var kept = new List<KeptSeries>(snapshot.RegressionPolicies.Count);
        foreach (var series in snapshot.RegressionPolicies.Keys)
        {
            // A policy that is disabled now takes its baseline from the newest events once it is enabled.
            var afterId = await store.FindNewestAfterIdAsync(
                series, SeriesReader.LargestLookback, cancellationToken).ConfigureAwait(false);
            if (snapshot.RegressionStates.TryGetValue(series, out var state) && state.FrozenBaselineEvents == 0)
            {
                // It is still collecting its baseline, from its arming on.
                afterId = Math.Min(afterId, state.ArmedAfterId);
            }

            kept.Add(new KeptSeries(series, afterId));
        }

        return kept;
    }
}
