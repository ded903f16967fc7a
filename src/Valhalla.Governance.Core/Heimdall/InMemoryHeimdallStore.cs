using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Heimdall;

/// <summary>Recommendations and their sums in memory.</summary>
internal sealed class InMemoryHeimdallStore(InMemoryDatabase database) : IHeimdallStore
{
    private readonly List<HeimdallRecommendation> _recommendations = [];
    private readonly SortedSet<(DateTimeOffset DueAt, long Id)> _open = [];
    private readonly Dictionary<(DateOnly, DomainName, string, int), ScorecardCell> _cells = [];

    public ValueTask<HeimdallAppendResult> AppendAsync(
        HeimdallRecommendation recommendation,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (ticket is not null && database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
            {
                return ValueTask.FromResult(new HeimdallAppendResult(0, earlier));
            }

            var id = _recommendations.Count + 1L;
            if (ticket is not null)
            {
                // Made first: when it throws, nothing is stored.
                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answerJson(id)));
            }

            _recommendations.Add(recommendation with { Id = id });
            _open.Add((recommendation.OutcomeDueAt, id));

            return ValueTask.FromResult(new HeimdallAppendResult(id, null));
        }
    }

    public ValueTask<HeimdallRecommendation?> FindAsync(long id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(
                id >= 1 && id <= _recommendations.Count ? _recommendations[(int)id - 1] : null);
        }
    }

    public ValueTask<bool> RecordOutcomeAsync(
        long id,
        bool success,
        bool overdue,
        DateTimeOffset at,
        ScorecardCell cell,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (id < 1 || id > _recommendations.Count || _recommendations[(int)id - 1].Success is not null)
            {
                return ValueTask.FromResult(false);
            }

            _recommendations[(int)id - 1] = _recommendations[(int)id - 1] with
            {
                Success = success,
                OutcomeAt = at,
                IsOverdue = overdue,
            };
            _open.Remove((_recommendations[(int)id - 1].OutcomeDueAt, id));
            AddCell(cell);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<int> FailOverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var overdue = Overdue(now).Take(limit).ToList();
            foreach (var one in overdue)
            {
                _recommendations[(int)one.Id - 1] = one with
                {
                    Success = false,
                    OutcomeAt = one.OutcomeDueAt,
                    IsOverdue = true,
                };
                _open.Remove((one.OutcomeDueAt, one.Id));
            }

            foreach (var cell in CellsOf(overdue))
            {
                AddCell(cell);
            }

            return ValueTask.FromResult(overdue.Count);
        }
    }

    public ValueTask<IReadOnlyList<ScorecardCell>> ReadOverdueCellsAsync(
        DomainName? domain,
        string? modelVersion,
        DateTimeOffset from,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(CellsOf(Overdue(now).Where(one =>
                one.OutcomeDueAt >= from
                && (domain is not { } only || one.Domain == only)
                && (modelVersion is null || string.Equals(one.ModelVersion, modelVersion, StringComparison.Ordinal)))));
        }
    }

    public ValueTask<IReadOnlyList<ScorecardCell>> ReadCellsAsync(
        DomainName? domain, string? modelVersion, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ScorecardCell>>(
            [
                .. _cells.Values.Where(c => c.Day >= from && c.Day <= to
                    && (domain is not { } only || c.Domain == only)
                    && (modelVersion is null
                        || string.Equals(c.ModelVersion, modelVersion, StringComparison.Ordinal))),
            ]);
        }
    }

    private IEnumerable<HeimdallRecommendation> Overdue(DateTimeOffset now) => _open
        .TakeWhile(open => open.DueAt <= now)
        .Select(open => _recommendations[(int)open.Id - 1]);

    private void AddCell(ScorecardCell cell)
    {
        var key = (cell.Day, cell.Domain, cell.ModelVersion, cell.Bin);
        _cells[key] = _cells.TryGetValue(key, out var sum) ? Add(sum, cell) : cell;
    }

    private static IReadOnlyList<ScorecardCell> CellsOf(IEnumerable<HeimdallRecommendation> overdue) =>
        HeimdallRules.OverdueCells(
            overdue.Select(one => (one.Domain, one.ModelVersion, one.Confidence, one.OutcomeDueAt)));

    private static ScorecardCell Add(ScorecardCell sum, ScorecardCell cell) => sum with
    {
        Trials = sum.Trials + cell.Trials,
        Successes = sum.Successes + cell.Successes,
        Overdue = sum.Overdue + cell.Overdue,
        ConfidenceSum = sum.ConfidenceSum + cell.ConfidenceSum,
        SquaredErrorSum = sum.SquaredErrorSum + cell.SquaredErrorSum,
    };
}
