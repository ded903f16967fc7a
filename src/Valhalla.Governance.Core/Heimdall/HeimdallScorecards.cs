using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Heimdall;

/// <summary>
/// Reads scorecards that are true at the moment of reading: what has passed its deadline is counted first. Thread-safe.
/// </summary>
internal sealed class HeimdallScorecards(
    IHeimdallStore store,
    IOptions<HeimdallOptions> options,
    TimeProvider time,
    HeimdallMetrics metrics,
    ILogger<HeimdallScorecards> logger)
{
    /// <summary>The trials of one domain and model version over the last days.</summary>
    public async ValueTask<HeimdallScorecard> ReadAsync(
        DomainName domain, string modelVersion, int days, CancellationToken cancellationToken)
    {
        var (from, to) = await PrepareAsync(domain, days, cancellationToken).ConfigureAwait(false);
        var cells = await store.ReadCellsAsync(domain, modelVersion, from, to, cancellationToken).ConfigureAwait(false);
        return HeimdallRules.Sum(domain, modelVersion, from, to, cells);
    }

    /// <summary>One scorecard per domain and model version with trials in the last days.</summary>
    public async ValueTask<IReadOnlyList<HeimdallScorecard>> ListAsync(
        DomainName? domain, string? modelVersion, int days, CancellationToken cancellationToken)
    {
        var (from, to) = await PrepareAsync(domain, days, cancellationToken).ConfigureAwait(false);
        var cells = await store.ReadCellsAsync(domain, modelVersion, from, to, cancellationToken).ConfigureAwait(false);
        return
        [
            .. cells.GroupBy(cell => (cell.Domain, cell.ModelVersion))
                .OrderBy(group => group.Key.Domain)
                .ThenBy(group => group.Key.ModelVersion, StringComparer.Ordinal)
                .Select(group => HeimdallRules.Sum(group.Key.Domain, group.Key.ModelVersion, from, to, group)),
        ];
    }

    /// <summary>Counts as failures what has no outcome and has passed its deadline.</summary>
    /// <returns>How many.</returns>
    public async ValueTask<int> SweepAsync(DomainName? domain, CancellationToken cancellationToken)
    {
        var limit = options.Value.SweepBatchSize;
        var swept = 0;
        IReadOnlyList<HeimdallRecommendation> overdue;
        do
        {
            overdue = await store.ListOverdueAsync(domain, time.GetUtcNow(), limit, cancellationToken)
                .ConfigureAwait(false);
            foreach (var recommendation in overdue)
            {
                swept += await ExpireAsync(recommendation, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }
        while (overdue.Count == limit);

        if (swept > 0)
        {
            HeimdallLog.Swept(logger, swept);
        }

        return swept;
    }

    /// <summary>Counts one as a failure on the day of its deadline; false when it was decided meanwhile.</summary>
    public async ValueTask<bool> ExpireAsync(
        HeimdallRecommendation recommendation, CancellationToken cancellationToken)
    {
        var at = recommendation.OutcomeDueAt;
        var cell = HeimdallRules.CellOf(recommendation, success: false, overdue: true, at);
        var counted = await store.RecordOutcomeAsync(
            recommendation.Id, success: false, overdue: true, at, cell, cancellationToken).ConfigureAwait(false);
        if (counted)
        {
            metrics.Ended(recommendation.Domain, success: false, overdue: true);
        }

        return counted;
    }

    private async ValueTask<(DateOnly From, DateOnly To)> PrepareAsync(
        DomainName? domain, int days, CancellationToken cancellationToken)
    {
        await SweepAsync(domain, cancellationToken).ConfigureAwait(false);
        var today = HeimdallRules.DayOf(time.GetUtcNow());
        return (today.AddDays(1 - days), today);
    }
}
