using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Heimdall;

/// <summary>Reads trials, after counting the failures of those whose outcome is overdue.</summary>
internal sealed class HeimdallTrials(IHeimdallStore store, IStoreClock clock)
{
    private const int MaxPerRound = 500;

    /// <summary>The trials of one domain and model version within the policy's window.</summary>
    public async ValueTask<HeimdallScorecard> ReadWindowAsync(
        HeimdallPolicy policy, string modelVersion, CancellationToken cancellationToken)
    {
        await CountOverdueAsync(policy.Domain, cancellationToken).ConfigureAwait(false);
        var to = await GetTodayAsync(cancellationToken).ConfigureAwait(false);
        var from = to.AddDays(1 - policy.WindowDays);
        var cells = await store.ReadCellsAsync(policy.Domain, modelVersion, from, to, cancellationToken)
            .ConfigureAwait(false);
        return HeimdallRules.ScorecardOf(policy.Domain, modelVersion, from, to, cells);
    }

    /// <summary>One scorecard for each domain and model version with trials.</summary>
    public async ValueTask<IReadOnlyList<HeimdallScorecard>> ReadAllAsync(
        DomainName? domain, string? modelVersion, int days, CancellationToken cancellationToken)
    {
        await CountOverdueAsync(domain, cancellationToken).ConfigureAwait(false);
        var to = await GetTodayAsync(cancellationToken).ConfigureAwait(false);
        var from = to.AddDays(1 - days);
        var cells = await store.ReadCellsAsync(domain, modelVersion, from, to, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. cells
                .GroupBy(c => (c.Domain, c.ModelVersion))
                .OrderBy(g => g.Key.Domain).ThenBy(g => g.Key.ModelVersion, StringComparer.Ordinal)
                .Select(g => HeimdallRules.ScorecardOf(g.Key.Domain, g.Key.ModelVersion, from, to, [.. g])),
        ];
    }

    /// <summary>Turns missing outcomes whose deadline has passed into failures, on the day of the deadline.</summary>
    /// <returns>How many.</returns>
    public async ValueTask<int> CountOverdueAsync(DomainName? domain, CancellationToken cancellationToken)
    {
        var counted = 0;
        var now = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var overdue = await store.ListOverdueAsync(domain, now, MaxPerRound, cancellationToken)
                .ConfigureAwait(false);
            foreach (var recommendation in overdue)
            {
                counted += await FailOverdueAsync(recommendation, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            if (overdue.Count < MaxPerRound)
            {
                return counted;
            }
        }
    }

    /// <summary>Counts one overdue recommendation as a failure, unless it has an outcome by now.</summary>
    public ValueTask<bool> FailOverdueAsync(
        HeimdallRecommendation recommendation, CancellationToken cancellationToken) =>
        store.RecordOutcomeAsync(
            recommendation.Id,
            success: false,
            overdue: true,
            recommendation.OutcomeDueAt,
            HeimdallRules.CellOf(recommendation, success: false, overdue: true, recommendation.OutcomeDueAt),
            cancellationToken);

    private async ValueTask<DateOnly> GetTodayAsync(CancellationToken cancellationToken) =>
        DateOnly.FromDateTime((await clock.GetAsync(cancellationToken).ConfigureAwait(false)).UtcDateTime);
}
