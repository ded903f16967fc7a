using Valhalla.Governance.Clock;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Heimdall;

/// <summary>
/// Reads trials. Those whose outcome is overdue count as failures from their deadline on, whether or not the job that
/// writes them down has come to them.
/// </summary>
internal sealed class HeimdallTrials(IHeimdallStore store, IStoreClock clock, ClockTrust trust)
{
    private const int MaxPerTransaction = 500;
    private const int MaxTransactionsPerRound = 40;

    /// <summary>The trials of one domain and model version within the policy's window.</summary>
    public async ValueTask<HeimdallScorecard> ReadWindowAsync(
        HeimdallPolicy policy, string modelVersion, CancellationToken cancellationToken)
    {
        var to = await GetTodayAsync(cancellationToken).ConfigureAwait(false);
        var from = to.AddDays(1 - policy.WindowDays);
        var cells = await ReadCellsAsync(policy.Domain, modelVersion, from, to, cancellationToken)
            .ConfigureAwait(false);
        return HeimdallRules.ScorecardOf(policy.Domain, modelVersion, from, to, cells);
    }

    /// <summary>One scorecard for each domain and model version with trials.</summary>
    public async ValueTask<IReadOnlyList<HeimdallScorecard>> ReadAllAsync(
        DomainName? domain, string? modelVersion, int days, CancellationToken cancellationToken)
    {
        var to = await GetTodayAsync(cancellationToken).ConfigureAwait(false);
        var from = to.AddDays(1 - days);
        var cells = await ReadCellsAsync(domain, modelVersion, from, to, cancellationToken).ConfigureAwait(false);
        return
        [
            .. cells
                .GroupBy(c => (c.Domain, c.ModelVersion))
                .OrderBy(g => g.Key.Domain).ThenBy(g => g.Key.ModelVersion, StringComparer.Ordinal)
                .Select(g => HeimdallRules.ScorecardOf(g.Key.Domain, g.Key.ModelVersion, from, to, [.. g])),
        ];
    }

    /// <summary>
    /// Turns missing outcomes whose deadline has passed into failures, on the day of the deadline. What is left when a
    /// round has done much is for the next one.
    /// </summary>
    /// <returns>How many.</returns>
    public async ValueTask<int> CountOverdueAsync(CancellationToken cancellationToken)
    {
        if (await trust.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } now)
        {
            return 0;
        }

        var counted = 0;
        for (var i = 0; i < MaxTransactionsPerRound; i++)
        {
            var failed = await store.FailOverdueAsync(now, MaxPerTransaction, cancellationToken)
                .ConfigureAwait(false);
            counted += failed;
            if (failed < MaxPerTransaction)
            {
                break;
            }
        }

        return counted;
    }

    /// <summary>
    /// Whether the deadline has passed for good; a clock that may be ahead does not decide that.
    /// </summary>
    public async ValueTask<bool> IsOverdueAsync(
        HeimdallRecommendation recommendation, CancellationToken cancellationToken) =>
        await trust.ReadAsync(cancellationToken).ConfigureAwait(false) >= recommendation.OutcomeDueAt;

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

    private async ValueTask<IReadOnlyList<ScorecardCell>> ReadCellsAsync(
        DomainName? domain, string? modelVersion, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        // The overdue ones first: what is written down in between counts twice for once, and not for nothing.
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        var start = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero);
        var overdue = await store.ReadOverdueCellsAsync(domain, modelVersion, start, now, cancellationToken)
            .ConfigureAwait(false);
        var stored = await store.ReadCellsAsync(domain, modelVersion, from, to, cancellationToken)
            .ConfigureAwait(false);
        return [.. stored, .. overdue];
    }
}
