using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Heimdall;

/// <summary>Recommendations and scorecards in memory.</summary>
internal sealed class InMemoryHeimdallStore(InMemoryDatabase database) : IHeimdallStore
{
    private readonly Dictionary<long, HeimdallRecommendation> _recommendations = [];
    private readonly SortedSet<(DateTimeOffset DueAt, long Id)> _open = [];
    private readonly Dictionary<(DateOnly Day, DomainName Domain, string Version, int Bin), ScorecardCell> _cells = [];
    private long _lastId;

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

            var id = ++_lastId;
            _recommendations.Add(id, recommendation with { Id = id });
            _open.Add((recommendation.OutcomeDueAt, id));
            if (ticket is not null)
            {
                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answerJson(id)));
            }

            return ValueTask.FromResult(new HeimdallAppendResult(id, null));
        }
    }

    public ValueTask<HeimdallRecommendation?> FindAsync(long id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(_recommendations.GetValueOrDefault(id));
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
            if (_recommendations.GetValueOrDefault(id) is not { Success: null } open)
            {
                return ValueTask.FromResult(false);
            }

            _recommendations[id] = open with { Success = success, OutcomeAt = at, IsOverdue = overdue };
            _open.Remove((open.OutcomeDueAt, id));
            var key = (cell.Day, cell.Domain, cell.ModelVersion, cell.Bin);
            _cells[key] = _cells.TryGetValue(key, out var sum) ? Add(sum, cell) : cell;
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<IReadOnlyList<HeimdallRecommendation>> ListOverdueAsync(
        DomainName? domain, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<HeimdallRecommendation>>(
            [
                .. _open.TakeWhile(open => open.DueAt <= now)
                    .Select(open => _recommendations[open.Id])
                    .Where(recommendation => domain is not { } only || recommendation.Domain == only)
                    .Take(limit),
            ]);
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
                .. _cells.Values
                    .Where(cell => cell.Day >= from && cell.Day <= to
                        && (domain is not { } only || cell.Domain == only)
                        && (modelVersion is null
                            || string.Equals(cell.ModelVersion, modelVersion, StringComparison.Ordinal)))
                    .OrderBy(cell => cell.Day)
                    .ThenBy(cell => cell.Domain)
                    .ThenBy(cell => cell.ModelVersion, StringComparer.Ordinal)
                    .ThenBy(cell => cell.Bin),
            ]);
        }
    }

    private static ScorecardCell Add(ScorecardCell sum, ScorecardCell cell) => sum with
    {
        Trials = sum.Trials + cell.Trials,
        Successes = sum.Successes + cell.Successes,
        Overdue = sum.Overdue + cell.Overdue,
        ConfidenceSum = sum.ConfidenceSum + cell.ConfidenceSum,
        SquaredErrorSum = sum.SquaredErrorSum + cell.SquaredErrorSum,
    };
}
