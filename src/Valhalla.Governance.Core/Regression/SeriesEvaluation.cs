using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Regression;

/// <summary>Evaluates one tripwire: reads its events, judges them, and commits what follows. Thread-safe.</summary>
/// <remarks>
/// The commit re-checks, under the store's lock, that policy and state are the ones that were judged, else the
/// evaluation starts over; and that nobody has taken over since the events were read, else it is refused.
/// </remarks>
internal sealed class SeriesEvaluation(
    ControlState control,
    SeriesReader reader,
    SeriesTails tails,
    KpiTrust trust,
    FiringNotices notices,
    RegressionMetrics metrics,
    IOptions<RegressionOptions> options,
    IStoreClock clock)
{
    private const int MaxAttempts = 16;

    /// <summary>Evaluates on a snapshot that may be old: changes since then are seen before any write.</summary>
    /// <param name="series">Which.</param>
    /// <param name="snapshot">The control state to begin with.</param>
    /// <param name="right">What the commit must still have; taken before this call.</param>
    /// <param name="store">Whether the figures are stored even when the verdict is the same.</param>
    /// <param name="cancellationToken">Ends the wait; it may still have fired.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer, or the row kept on changing.</exception>
    public async ValueTask<SeriesOutcome> RunAsync(
        KpiSeries series,
        ControlSnapshot snapshot,
        EvaluationRight right,
        bool store,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (!snapshot.RegressionPolicies.TryGetValue(series, out var policy))
            {
                return default;
            }

            var stored = snapshot.RegressionStates.GetValueOrDefault(series);
            if (stored is { Triggered: true })
            {
                metrics.Evaluated(stored.Verdict);
                return new SeriesOutcome(new RegressionEvaluation(policy, stored, FiredNow: false));
            }

            var figures = await JudgeAsync(policy, stored, cancellationToken).ConfigureAwait(false);
            if (!policy.Enabled)
            {
                return new SeriesOutcome(
                    new RegressionEvaluation(policy, AsPreview(figures, stored), FiredNow: false));
            }

            metrics.Evaluated(figures.Verdict);
            if (!store && !IsWorthARow(stored, figures, clock.Now))
            {
                return new SeriesOutcome(new RegressionEvaluation(policy, figures, FiredNow: false));
            }

            var attemptToCommit = new Commit(policy, stored, figures, right);
            snapshot = await control.CommitAsync(attemptToCommit.Decide, cancellationToken).ConfigureAwait(false);
            if (attemptToCommit.IsRefused)
            {
                return new SeriesOutcome(null, IsRefused: true);
            }

            if (attemptToCommit.Written is { } written)
            {
                if (written.Triggered)
                {
                    notices.Fired(policy, written);
                }

                return new SeriesOutcome(
                    new RegressionEvaluation(policy, written, FiredNow: written.Triggered));
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, $"The tripwire {series} is being changed all the time; try again.");
    }

    private async ValueTask<RegressionState> JudgeAsync(
        RegressionPolicy policy, RegressionState? stored, CancellationToken cancellationToken)
    {
        var armed = stored ?? RegressionStateRules.Arm(
            policy.Series,
            null,
            await reader.FindArmingPointAsync(policy, 0, cancellationToken).ConfigureAwait(false));
        if (!(WireNames.IsKnown(policy.Kind) && WireNames.IsKnown(policy.Direction)
            && WireNames.IsKnown(policy.Evidence)))
        {
            // Of a newer build: a wrong rule must not say that all is well.
            return armed with { Verdict = RegressionVerdict.Stale };
        }

        var (judgement, frozenLastId) = await tails.JudgeAsync(policy, armed, cancellationToken).ConfigureAwait(false);
        return RegressionStateRules.WithFigures(armed, judgement, frozenLastId, trust.IsStale());
    }

    /// <summary>What a policy that is not enabled would say. It never fires, so it never says triggered.</summary>
    private static RegressionState AsPreview(RegressionState figures, RegressionState? stored) => figures with
    {
        Verdict = figures.Verdict == RegressionVerdict.Triggered ? RegressionVerdict.Ok : figures.Verdict,
        Version = stored?.Version ?? 0,
    };

    private bool IsWorthARow(RegressionState? stored, RegressionState figures, DateTimeOffset now) =>
        RegressionStateRules.IsNews(stored, figures)
        || (RegressionStateRules.Differs(stored!, figures)
            && (now - stored!.EvaluatedAt).Duration() >= options.Value.FiguresInterval);

    /// <summary>One attempt to write; the decision may run more than once.</summary>
    private sealed class Commit(
        RegressionPolicy policy, RegressionState? stored, RegressionState figures, EvaluationRight right)
    {
        /// <summary>Whether the right to evaluate was lost before the last run.</summary>
        public bool IsRefused { get; private set; }

        /// <summary>The row that the last run of the decision has written; null when something had changed.</summary>
        public RegressionState? Written { get; private set; }

        public ControlChange? Decide(ControlSnapshot current, DateTimeOffset now)
        {
            Written = null;
            IsRefused = !right.Holds(current, now);
            if (IsRefused)
            {
                return null;
            }

            // Whole rows: after a failover the same version may be of another change.
            var known = current.RegressionPolicies.GetValueOrDefault(policy.Series) == policy
                && current.RegressionStates.GetValueOrDefault(policy.Series) == stored;
            if (!known)
            {
                return null;
            }

            var next = figures with { Version = (stored?.Version ?? 0) + 1, EvaluatedAt = now };
            var change = next.Verdict == RegressionVerdict.Triggered
                ? RegressionFiring.Decide(current, policy, stored, next, now)
                : new ControlChange { RegressionStates = [next] };
            Written = change.RegressionStates[0];
            return change;
        }
    }
}
