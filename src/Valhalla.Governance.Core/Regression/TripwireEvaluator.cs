using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Regression;

/// <summary>
/// Evaluates tripwires as their events commit, and all of them at an interval. Every node may run it: a tripwire fires
/// once all the same. No exception ends it.
/// </summary>
internal sealed class TripwireEvaluator(
    DirtySeries dirty,
    SeriesEvaluation evaluation,
    ControlState control,
    TripwireEvaluatorStatus status,
    RegressionMetrics metrics,
    IOptions<RegressionOptions> options,
    TimeProvider time,
    ILogger<TripwireEvaluator> logger) : BackgroundService
{
    private long? _lastFullRoundAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        status.Started();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RunRoundAsync(stoppingToken).ConfigureAwait(false);
                if (options.Value.MinSpacing > TimeSpan.Zero)
                {
                    await Task.Delay(options.Value.MinSpacing, time, stoppingToken).ConfigureAwait(false);
                }

                await dirty.WaitAsync(UntilFullRound(), time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            status.Stopped();
        }
    }

    /// <summary>One round: the marked series, or all when the interval has passed.</summary>
    internal async ValueTask RunRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            var marked = dirty.Take();
            var snapshot = control.Latest is null
                ? await control.RefreshAsync(cancellationToken).ConfigureAwait(false)
                : control.Current;
            var isFull = UntilFullRound() == TimeSpan.Zero;
            var startedAt = time.GetTimestamp();
            var problem = await EvaluateAsync(
                isFull ? snapshot.RegressionPolicies.Keys : marked, snapshot, cancellationToken).ConfigureAwait(false);
            _lastFullRoundAt = isFull ? startedAt : _lastFullRoundAt;
            if (problem is not null)
            {
                status.Failed(problem);
            }
            else if (isFull || status.Problem is null)
            {
                status.Succeeded();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Failed();
            RegressionLog.RoundFailed(logger, exception);
            status.Failed(exception.GetType().Name);
        }
    }

    private async ValueTask<string?> EvaluateAsync(
        IEnumerable<KpiSeries> all, ControlSnapshot snapshot, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var series in all)
        {
            if (!snapshot.RegressionPolicies.TryGetValue(series, out var policy) || !policy.Enabled)
            {
                continue;
            }

            try
            {
                await evaluation.RunAsync(series, snapshot, store: false, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                metrics.Failed();
                RegressionLog.EvaluationFailed(logger, exception, series);
                problem = $"{series}: {exception.GetType().Name}";
            }
        }

        return problem;
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
