using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Regression;

/// <summary>
/// Evaluates tripwires as their events commit, and all of them at an interval. Every node runs it, and the one that
/// holds the lease evaluates; the others stand by. No exception ends it.
/// </summary>
internal sealed class TripwireEvaluator(
    DirtySeries dirty,
    SeriesEvaluation evaluation,
    SeriesTails tails,
    EvaluatorLeaseKeeper lease,
    ControlState control,
    StoreReadiness readiness,
    TripwireEvaluatorStatus status,
    RegressionMetrics metrics,
    IOptions<RegressionOptions> options,
    TimeProvider time,
    GuardedLogger<TripwireEvaluator> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly RetryPause _retry = new(FirstPause);
    private readonly RetryPause _evaluations = new(FirstPause);
    private long? _lastFullRoundAt;
    private bool _standsBy;

    /// <summary>Asks for the lease before the host answers requests: one that nobody holds blocks go-live.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (readiness.IsReady)
        {
            try
            {
                await lease.HoldAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                RegressionLog.RoundFailed(logger, exception, failures: 1, exception.Message);
            }
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        status.Started();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RunRoundAsync(stoppingToken).ConfigureAwait(false);
                var spacing = _retry.Failures > 0 ? _retry.Pause : options.Value.MinSpacing;
                if (spacing > TimeSpan.Zero)
                {
                    await Task.Delay(spacing, time, stoppingToken).ConfigureAwait(false);
                }

                await dirty.WaitAsync(UntilNextRound(), time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            status.Stopped();
            await lease.ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One round: the marked series, or all when the interval has passed; nothing while standing by.</summary>
    internal async ValueTask RunRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            var marked = dirty.Take();
            if (await lease.HoldAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                StandBy();
                _retry.Succeeded();
                return;
            }

            _standsBy = false;
            var snapshot = control.Latest is null
                ? await control.RefreshAsync(cancellationToken).ConfigureAwait(false)
                : control.Current;
            var isFull = UntilFullRound() == TimeSpan.Zero;
            var startedAt = time.GetTimestamp();
            await tails.ObserveSettledAsync(cancellationToken).ConfigureAwait(false);
            var problem = await EvaluateAsync(
                isFull ? snapshot.RegressionPolicies.Keys : marked, snapshot, cancellationToken).ConfigureAwait(false);
            _lastFullRoundAt = isFull && !_standsBy ? startedAt : _lastFullRoundAt;
            if (problem is null)
            {
                _retry.Succeeded();
                if (isFull)
                {
                    _evaluations.Succeeded();
                }
            }

            if (problem is not null)
            {
                status.Failed(problem);
            }
            else if (_standsBy)
            {
                status.StoodBy(lease.Holder);
            }
            else if (isFull || status.Problem is null)
            {
                status.Succeeded();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What was marked for this round is seen by the next one, which looks at everything.
            _lastFullRoundAt = null;
            _retry.Failed();
            metrics.Failed();
            status.Failed(exception.GetType().Name);
            if (_retry.IsToldNow)
            {
                RegressionLog.RoundFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }
        }
    }

    /// <returns>What could not be evaluated; null when everything was.</returns>
    private async ValueTask<string?> EvaluateAsync(
        IEnumerable<KpiSeries> all, ControlSnapshot snapshot, CancellationToken cancellationToken)
    {
        (KpiSeries Series, Exception Exception)? first = null;
        var (evaluated, failed) = (0, 0);
        foreach (var series in all)
        {
            if (!snapshot.RegressionPolicies.TryGetValue(series, out var policy) || !policy.Enabled)
            {
                continue;
            }

            // Asked anew for each, so that a long round renews the lease on its way.
            if (await lease.HoldAsync(cancellationToken).ConfigureAwait(false) is not { } right)
            {
                StandBy();
                break;
            }

            try
            {
                var outcome = await evaluation.RunAsync(series, snapshot, right, store: false, cancellationToken)
                    .ConfigureAwait(false);
                evaluated++;
                if (outcome.IsRefused)
                {
                    RegressionLog.Refused(logger, series, right.Token);
                    lease.AskAgain();
                    StandBy();
                    break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                metrics.Failed();
                failed++;
                first ??= (series, exception);
            }
        }

        return first is var (named, cause) ? Failed(named, cause, failed, isNothingLeft: evaluated == 0) : null;
    }

    /// <summary>
    /// One line for a round, however many tripwires it is about. One that fails alone must not slow down the others, so
    /// only a round in which nothing could be evaluated is followed by a longer pause.
    /// </summary>
    private string Failed(KpiSeries first, Exception exception, int count, bool isNothingLeft)
    {
        if (isNothingLeft)
        {
            _retry.Failed();
        }
        else
        {
            _retry.Succeeded();
        }

        _evaluations.Failed();
        if (_evaluations.IsToldNow)
        {
            RegressionLog.EvaluationFailed(
                logger, _evaluations.Shown(exception), count, _evaluations.Failures, first, exception.Message);
        }

        return $"{first}: {exception.GetType().Name}";
    }

    /// <summary>A new holder has to look at everything, so the next round of this node is a full one.</summary>
    private void StandBy()
    {
        (_standsBy, _lastFullRoundAt) = (true, null);
        status.StoodBy(lease.Holder);
    }

    private TimeSpan UntilNextRound()
    {
        var (lookAgain, renew) = (UntilFullRound(), lease.UntilDue);
        return _standsBy || renew < lookAgain ? renew : lookAgain;
    }

    private TimeSpan UntilFullRound()
    {
        if (_lastFullRoundAt is not { } at)
        {
            return TimeSpan.Zero;
        }

        var left = options.Value.EvaluationInterval - time.GetElapsedTime(at);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
