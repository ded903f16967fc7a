namespace Valhalla.Governance;

/// <summary>
/// The regression tripwire: compares the latest events of a metric with a baseline and throttles the engine, or
/// engages the kill switch, when it has dropped and the drop is proved.
/// </summary>
/// <remarks>Thread-safe. Evaluations run as events commit; a tripwire fires once and stays so until it is
/// re-armed.</remarks>
public interface IRegressionTripwire
{
    /// <summary>Evaluates a tripwire now, on all committed events, and fires it if it must.</summary>
    /// <param name="series">Which.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait; it may still have fired.</param>
    /// <returns>The evaluation, or null when the series has no policy.</returns>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RegressionEvaluation?> EvaluateAsync(
        KpiSeries series, string actor, CancellationToken cancellationToken = default);

    /// <summary>Re-arms a tripwire: its windows restart at this point. Policies it disabled stay disabled.</summary>
    /// <param name="series">Which.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; needed.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <returns>The state after it, or null when the series has no policy.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<RegressionState?> RearmAsync(
        KpiSeries series, ChangeAuthor author, string reason, CancellationToken cancellationToken = default);

    /// <summary>Reads every stored state, by series.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<RegressionState>> GetStatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads all policies, by series.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<RegressionPolicy>> GetPoliciesAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates or changes a policy, with an audit record.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <returns>The policy after the change.</returns>
    /// <exception cref="PolicyValidationException">The values make no sense together.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<RegressionPolicy> UpsertPolicyAsync(
        RegressionPolicyChange change, CancellationToken cancellationToken = default);

    /// <summary>Replays recorded events through a policy, without any effect.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="history">The events in the order in which they happened.</param>
    BacktestResult Backtest(RegressionPolicy policy, IEnumerable<KpiEvent> history);
}
