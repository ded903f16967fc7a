using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Regression;

/// <summary>Checks arguments, evaluates, and changes policies and states by audited commits.</summary>
internal sealed class RegressionTripwire(
    ControlState control,
    SeriesEvaluation evaluation,
    SeriesReader reader,
    SeriesTails tails,
    IEvaluatorLeaseStore lease,
    IOptions<RegressionOptions> options,
    GuardedLogger<RegressionTripwire> logger) : IRegressionTripwire
{
    private const int MaxAttempts = 16;

    public async ValueTask<RegressionEvaluation?> EvaluateAsync(
        KpiSeries series, string actor, CancellationToken cancellationToken)
    {
        RegressionPolicyRules.RequireSeries(series, nameof(series));
        TextRules.Require(actor, TextRules.MaxActorLength, nameof(actor));

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // Whoever asks need not hold the lease. But as for its holder, nothing fires on events that were read
            // before a take-over, or longer ago than a lease lasts.
            var reading = await lease.ReadAsync(cancellationToken).ConfigureAwait(false);
            var right = new EvaluationRight(reading.Token, reading.Now + options.Value.LeaseDuration);
            await tails.ObserveSettledAsync(cancellationToken).ConfigureAwait(false);

            // Read anew, so that what another node has changed a moment ago counts in the answer.
            var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
            var outcome = await evaluation.RunAsync(series, snapshot, right, store: true, cancellationToken)
                .ConfigureAwait(false);
            if (!outcome.IsRefused)
            {
                return outcome.Evaluation;
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, $"The tripwire {series} is being taken over all the time; try again.");
    }

    public async ValueTask<RegressionState?> RearmAsync(
        KpiSeries series, ChangeAuthor author, string reason, CancellationToken cancellationToken)
    {
        RegressionPolicyRules.RequireSeries(series, nameof(series));
        TextRules.RequireAuthor(author, nameof(author));
        reason = PlainText.Normalize(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        TextRules.Require(reason, TextRules.MaxReasonLength, nameof(reason));
        var newestId = await reader.FindNewestIdAsync(series, cancellationToken).ConfigureAwait(false);
        var snapshot = await control.CommitAsync(
            (current, now) => current.RegressionPolicies.ContainsKey(series)
                ? RegressionStateRules.Rearm(
                    series, current.RegressionStates.GetValueOrDefault(series), newestId, author, reason, now)
                : null,
            cancellationToken).ConfigureAwait(false);
        if (!snapshot.RegressionPolicies.ContainsKey(series))
        {
            return null;
        }

        RegressionLog.Rearmed(logger, series, author.Name);
        return snapshot.RegressionStates[series];
    }

    public async ValueTask<IReadOnlyList<RegressionState>> GetStatesAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. snapshot.RegressionStates.Values.OrderBy(s => s.Series.Domain).ThenBy(s => s.Series.Metric),
        ];
    }

    public async ValueTask<IReadOnlyList<RegressionPolicy>> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. snapshot.RegressionPolicies.Values.OrderBy(p => p.Series.Domain).ThenBy(p => p.Series.Metric),
        ];
    }

    public async ValueTask<RegressionPolicy> UpsertPolicyAsync(
        RegressionPolicyChange change, CancellationToken cancellationToken)
    {
        RegressionPolicyRules.Validate(change);
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var old = snapshot.RegressionPolicies.GetValueOrDefault(change.Series);
            var state = snapshot.RegressionStates.GetValueOrDefault(change.Series);
            var changed = RegressionPolicyRules.Apply(old, change);
            RegressionPolicyRules.Validate(changed);
            var armed = await ArmAsync(old, changed, state, cancellationToken).ConfigureAwait(false);
            var written = false;
            snapshot = await control.CommitAsync(
                (current, now) =>
                {
                    written = current.RegressionPolicies.GetValueOrDefault(change.Series) == old
                        && current.RegressionStates.GetValueOrDefault(change.Series) == state;
                    return written ? RegressionPolicyRules.Decide(old, changed, armed, change.Author, now) : null;
                },
                cancellationToken).ConfigureAwait(false);
            if (written)
            {
                return snapshot.RegressionPolicies[change.Series];
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, $"The tripwire {change.Series} is being changed all the time; try again.");
    }

    public BacktestResult Backtest(RegressionPolicy policy, IEnumerable<KpiEvent> history)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(history);
        RegressionPolicyRules.Validate(policy);
        return RegressionBacktest.Run(policy, history);
    }

    /// <summary>
    /// The state after a change of policy, or null when it stays as it is: armed when the tripwire is enabled for the
    /// first time or its baseline no longer fits. A fired tripwire stays fired: only a re-arming ends that.
    /// </summary>
    private async ValueTask<RegressionState?> ArmAsync(
        RegressionPolicy? old, RegressionPolicy changed, RegressionState? state, CancellationToken cancellationToken)
    {
        var arms = state is null
            ? changed.Enabled
            : !state.Triggered && old is not null && RegressionPolicyRules.NeedsNewBaseline(old, changed);
        if (!arms)
        {
            return null;
        }

        var point = await reader.FindArmingPointAsync(
            changed, state?.ArmedAfterId ?? 0, cancellationToken).ConfigureAwait(false);
        return RegressionStateRules.Arm(changed.Series, state, point);
    }
}
