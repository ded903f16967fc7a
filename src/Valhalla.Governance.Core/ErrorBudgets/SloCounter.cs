using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>
/// Counts new KPI events into minutes, deletes old minutes, and keeps the figures that metrics show. Every node may run
/// it: an event is counted once all the same. No exception ends it.
/// </summary>
internal sealed class SloCounter(
    IErrorBudgetStore store,
    IErrorBudgets budgets,
    SloCounterStatus status,
    ErrorBudgetMetrics metrics,
    IOptions<ErrorBudgetOptions> options,
    TimeProvider time,
    IStoreClock clock,
    ClockTrust trust,
    GuardedLogger<SloCounter> logger) : BackgroundService
{
    /// <summary>For how long minutes are kept: the longest window, and a little.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(100);

    private const int EventsPerStep = 10_000;
    private const int StepsPerRound = 100;
    private const int PurgedAtOnce = 5_000;
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly SloObjective[] _counted =
        [.. SloObjective.Of(options.Value).Where(objective => objective.Series is not null)];

    private readonly RetryPause _retry = new(options.Value.CountInterval);
    private long? _purgedAt;
    private long? _shownAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        status.Started();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var hasMore = await RunRoundAsync(stoppingToken).ConfigureAwait(false);
                if (!hasMore)
                {
                    await Task.Delay(_retry.AtLeast(options.Value.CountInterval), time, stoppingToken)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            status.Stopped();
        }
    }

    /// <summary>One round. Returns whether there is more to count at once.</summary>
    internal async ValueTask<bool> RunRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (hasMore, isHeldUp) = (false, false);
            foreach (var objective in _counted)
            {
                var fold = await CountAsync(objective, cancellationToken).ConfigureAwait(false);
                hasMore |= fold.HasMore;
                isHeldUp |= fold.IsHeldUp;
            }

            await PurgeAsync(cancellationToken).ConfigureAwait(false);
            await ShowAsync(cancellationToken).ConfigureAwait(false);
            status.Succeeded(isHeldUp);
            _retry.Succeeded();
            return hasMore;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                ErrorBudgetLog.RoundFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }

            status.Failed(exception.GetType().Name);
            return false;
        }
    }

    private async ValueTask<SloFold> CountAsync(SloObjective objective, CancellationToken cancellationToken)
    {
        var fold = default(SloFold);
        var notBefore = await clock.GetAsync(cancellationToken).ConfigureAwait(false) - Retention;
        for (var step = 0; step < StepsPerRound; step++)
        {
            fold = await store.FoldAsync(
                objective.Key, objective.Series!.Value, notBefore, EventsPerStep, cancellationToken)
                .ConfigureAwait(false);
            if (!fold.HasMore)
            {
                break;
            }
        }

        return fold;
    }

    private async ValueTask PurgeAsync(CancellationToken cancellationToken)
    {
        if (_purgedAt is { } at && time.GetElapsedTime(at) < PurgeInterval)
        {
            return;
        }

        if (await trust.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } now)
        {
            return;
        }

        var before = now - Retention;
        while (await store.PurgeAsync(before, PurgedAtOnce, cancellationToken)
            .ConfigureAwait(false) == PurgedAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        _purgedAt = time.GetTimestamp();
    }

    private async ValueTask ShowAsync(CancellationToken cancellationToken)
    {
        if (!metrics.IsListenedTo
            || (_shownAt is { } at && time.GetElapsedTime(at) < options.Value.RefreshInterval))
        {
            return;
        }

        metrics.Show(await budgets.GetBudgetsAsync(cancellationToken).ConfigureAwait(false));
        _shownAt = time.GetTimestamp();
    }
}
