using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Error budgets over counts by minute.</summary>
internal sealed class ErrorBudgetEngine : IErrorBudgets
{
    private readonly IErrorBudgetStore _store;
    private readonly IStoreClock _clock;
    private readonly ErrorBudgetMetrics _metrics;
    private readonly IReadOnlyList<SloObjective> _objectives;
    private readonly FrozenDictionary<string, SloObjective> _byName;

    public ErrorBudgetEngine(
        IErrorBudgetStore store,
        IOptions<ErrorBudgetOptions> options,
        ErrorBudgetMetrics metrics,
        IStoreClock clock)
    {
        _store = store;
        _clock = clock;
        _metrics = metrics;
        _objectives = SloObjective.Of(options.Value);
        _byName = _objectives.ToFrozenDictionary(objective => objective.Name, StringComparer.Ordinal);
    }

    public async ValueTask<IReadOnlyList<ErrorBudget>> GetBudgetsAsync(CancellationToken cancellationToken = default)
    {
        var budgets = new List<ErrorBudget>(_objectives.Count);
        foreach (var objective in _objectives)
        {
            var now = await _clock.GetAsync(cancellationToken).ConfigureAwait(false);
            var windows = SloWindows.At(now, objective.Window);
            var reading = await _store.ReadAsync(objective.Key, windows, cancellationToken).ConfigureAwait(false);
            budgets.Add(BudgetEvaluation.Of(objective, reading, windows, now));
        }

        return budgets;
    }

    public async ValueTask<SloPostResult> PostCountsAsync(
        IReadOnlyList<SloCount> counts,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(counts);
        TextRules.RequireOptional(idempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(idempotencyKey));
        if (counts.Count is 0 or > SloPosts.MaxCounts || counts.Any(count => count?.Objective is null))
        {
            throw new ArgumentException(
                $"Give 1 to {SloPosts.MaxCounts} counts, each of an objective.", nameof(counts));
        }

        var now = await _clock.GetAsync(cancellationToken).ConfigureAwait(false);
        SloPostError[] errors =
        [
            .. counts.Select((count, i) => (Index: i, Refusal: SloPosts.RefusalOf(count, _byName, now)))
                .Where(checkedCount => checkedCount.Refusal is not null)
                .Select(refused => new SloPostError(refused.Index, refused.Refusal!.Value)),
        ];
        return errors.Length > 0
            ? new SloPostResult(0, errors)
            : await StoreAsync(counts, idempotencyKey, now, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<SloPostResult> StoreAsync(
        IReadOnlyList<SloCount> counts, string? key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ticket = SloPosts.TicketOf(counts, key);
        var minutes = SloMinute.Merge(counts.Select(c => SloPosts.MinuteOf(c, _byName[c.Objective], now)));
        var earlier = await _store.AddAsync(
            minutes, ticket, counts.Count.ToString(CultureInfo.InvariantCulture), now, cancellationToken)
            .ConfigureAwait(false);
        if (earlier is null)
        {
            foreach (var minute in minutes)
            {
                _metrics.Counted(minute);
            }

            return new SloPostResult(counts.Count, []);
        }

        return string.Equals(earlier.RequestHash, ticket!.RequestHash, StringComparison.Ordinal)
            ? new SloPostResult(
                int.Parse(earlier.AnswerJson, CultureInfo.InvariantCulture), [], IdempotencyStatus.Replayed)
            : new SloPostResult(0, [], IdempotencyStatus.KeyReused);
    }
}
