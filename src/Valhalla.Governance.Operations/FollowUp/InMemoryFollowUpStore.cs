using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Follow-up tasks in memory.</summary>
internal sealed class InMemoryFollowUpStore(InMemoryDatabase database) : IFollowUpStore
{
    private readonly List<FollowUpTask> _tasks = [];
    private readonly SortedSet<(DateTimeOffset DueAt, long Id)> _pending = [];
    private readonly Dictionary<string, HashSet<long>> _pendingOfLead = new(StringComparer.Ordinal);

    public ValueTask<LadderCreation> CreateAsync(
        NewLadder ladder, IdempotencyTicket? ticket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (ticket is not null && database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
            {
                return ValueTask.FromResult(new LadderCreation(CreateLadderStatus.AlreadyOpen, [], earlier));
            }

            var open = FindOpen(ladder.Request.LeadId);
            var tasks = open ?? WithIds(ladder.TasksAt(database.Now));
            if (tasks is null)
            {
                return ValueTask.FromResult(new LadderCreation(CreateLadderStatus.NoContactWindow, []));
            }

            var status = open is null ? CreateLadderStatus.Created : CreateLadderStatus.AlreadyOpen;
            if (ticket is not null)
            {
                // Made first: when it throws, nothing is stored.
                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, StoredLadder.Write(status, tasks)));
            }

            if (open is null)
            {
                Add(tasks);
            }

            return ValueTask.FromResult(new LadderCreation(status, tasks));
        }
    }

    public ValueTask<(FollowUpTask? Task, DateTimeOffset Now)> FindAsync(
        long id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult((id >= 1 && id <= _tasks.Count ? Task(id) : null, database.Now));
        }
    }

    public ValueTask<(IReadOnlyList<FollowUpTask> Tasks, DateTimeOffset Now)> ListDueAsync(
        FollowUpDueQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var now = database.Now;
            var after = query.After is { } cursor ? (cursor.DueAt, cursor.Id) : (DateTimeOffset.MinValue, 0L);
            return ValueTask.FromResult<(IReadOnlyList<FollowUpTask>, DateTimeOffset)>(
                ([.. Due(now).Where(task => (task.DueAt, task.Id).CompareTo(after) > 0).Take(query.Limit)], now));
        }
    }

    public async ValueTask<IReadOnlyList<FollowUpTask>> ClaimAsync(
        FollowUpClaimOrder order, FollowUpJudge judge, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var kept = new List<long>();
        for (var round = 0; round < FollowUpClaimOrder.MaxRounds && kept.Count < order.Limit; round++)
        {
            // The lease stands in for a row lock while the policies are read.
            var (taken, now) = Take(order, order.CountFor(round, kept.Count));
            try
            {
                var postponed = await judge(taken, now, cancellationToken).ConfigureAwait(false);
                Postpone(order, postponed);
                var open = taken.Select(task => task.Id).Where(id => !postponed.ContainsKey(id)).ToList();
                var missing = order.Limit - kept.Count;
                kept.AddRange(open.Take(missing));
                Release(order, open.Skip(missing));
                if (postponed.Count == 0)
                {
                    break;
                }
            }
            catch
            {
                Release(order, taken.Select(task => task.Id).Concat(kept));
                throw;
            }
        }

        lock (database.Gate)
        {
            return [.. kept.Select(Task).Where(task => IsHeldBy(task, order))];
        }
    }

    public ValueTask<bool> TryCompleteAsync(FollowUpCompletion completion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var task = Task(completion.TaskId);
            if (task.Status != FollowUpStatus.Pending
                || (completion.ClaimId is { } claim && claim != task.ClaimId
                    && LeaseRules.IsHeld(task.LeaseUntil, completion.At, FollowUpRequests.MaxLease)))
            {
                return ValueTask.FromResult(false);
            }

            Close(task with
            {
                Status = FollowUpStatus.Completed,
                ClosedAt = completion.At,
                ClosedBy = completion.Actor,
                Outcome = completion.Outcome,
                ResponseSeconds = completion.ResponseSeconds,
            });
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<int> StopAsync(
        string leadId, string reason, string actor, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            long[] ids = [.. _pendingOfLead.GetValueOrDefault(leadId) ?? []];
            foreach (var id in ids)
            {
                Close(Task(id) with
                {
                    Status = FollowUpStatus.Cancelled,
                    ClosedAt = database.Now,
                    ClosedBy = actor,
                    Outcome = reason,
                });
            }

            return ValueTask.FromResult(ids.Length);
        }
    }

    public ValueTask<bool> IsKnownAsync(string leadId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(
                _tasks.Exists(task => string.Equals(task.LeadId, leadId, StringComparison.Ordinal)));
        }
    }

    public ValueTask<FollowUpCompletedCounts> CountCompletedAsync(
        TimeSpan period, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var now = database.Now;
            var responses = _tasks
                .Where(task => task.Status == FollowUpStatus.Completed && task.ClosedAt > now - period)
                .Select(task => task.ResponseSeconds)
                .ToList();
            return ValueTask.FromResult(new FollowUpCompletedCounts(
                now,
                responses.Count,
                responses.Count(seconds => seconds <= FollowUpRules.FastResponse.TotalSeconds),
                responses.Count(seconds => seconds <= FollowUpRules.LatestResponse.TotalSeconds)));
        }
    }

    public ValueTask<IReadOnlyList<FollowUpMarket>> ListOverdueMarketsAsync(
        DateTimeOffset before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<FollowUpMarket>>(
                [.. Pending().Where(task => task.FirstDueAt < before).Select(FollowUpMarket.Of).Distinct()]);
        }
    }

    public ValueTask<long> CountOverdueAsync(
        FollowUpMarket market, DateTimeOffset firstDueBy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(
                Pending().LongCount(task => FollowUpMarket.Of(task) == market && task.FirstDueAt <= firstDueBy));
        }
    }

    private (IReadOnlyList<FollowUpTask> Taken, DateTimeOffset Now) Take(FollowUpClaimOrder order, int limit)
    {
        lock (database.Gate)
        {
            var now = database.Now;
            var taken = Due(now).Take(limit).ToList();
            foreach (var task in taken)
            {
                Set(task with
                {
                    ClaimedBy = order.Worker,
                    ClaimId = order.ClaimId,
                    LeaseUntil = now + order.Lease,
                });
            }

            return (taken, now);
        }
    }

    private void Postpone(FollowUpClaimOrder order, IReadOnlyDictionary<long, DateTimeOffset> postponed)
    {
        lock (database.Gate)
        {
            foreach (var (id, dueAt) in postponed)
            {
                var task = Task(id);
                if (IsHeldBy(task, order))
                {
                    _pending.Remove((task.DueAt, id));
                    _pending.Add((dueAt, id));
                    Set(Unclaimed(task) with { DueAt = dueAt });
                }
            }
        }
    }

    private void Release(FollowUpClaimOrder order, IEnumerable<long> ids)
    {
        lock (database.Gate)
        {
            foreach (var task in ids.Select(Task).Where(task => IsHeldBy(task, order)))
            {
                Set(Unclaimed(task));
            }
        }
    }

    private static FollowUpTask Unclaimed(FollowUpTask task) =>
        task with { ClaimedBy = null, ClaimId = null, LeaseUntil = null };

    private static bool IsHeldBy(FollowUpTask task, FollowUpClaimOrder order) =>
        task.Status == FollowUpStatus.Pending && task.ClaimId == order.ClaimId;

    private IEnumerable<FollowUpTask> Due(DateTimeOffset now) => _pending
        .TakeWhile(pending => pending.DueAt <= now)
        .Select(pending => Task(pending.Id))
        .Where(task => !LeaseRules.IsHeld(task.LeaseUntil, now, FollowUpRequests.MaxLease));

    private IEnumerable<FollowUpTask> Pending() => _pending.Select(pending => Task(pending.Id));

    private FollowUpTask[]? FindOpen(string leadId) =>
        _pendingOfLead.TryGetValue(leadId, out var ids) && Task(ids.First()) is var task
            ? [.. _tasks.GetRange((int)(task.Id - task.Step), FollowUpRules.Steps)]
            : null;

    private FollowUpTask[]? WithIds(IReadOnlyList<FollowUpTask>? tasks) =>
        tasks?.Select((task, i) => task with { Id = _tasks.Count + 1 + i }).ToArray();

    private void Add(IReadOnlyList<FollowUpTask> tasks)
    {
        _tasks.AddRange(tasks);
        _pendingOfLead[tasks[0].LeadId] = [.. tasks.Select(task => task.Id)];
        foreach (var task in tasks)
        {
            _pending.Add((task.DueAt, task.Id));
        }
    }

    private void Close(FollowUpTask task)
    {
        Set(task);
        _pending.Remove((task.DueAt, task.Id));
        var ofLead = _pendingOfLead[task.LeadId];
        ofLead.Remove(task.Id);
        if (ofLead.Count == 0)
        {
            _pendingOfLead.Remove(task.LeadId);
        }
    }

    private FollowUpTask Task(long id) => _tasks[(int)id - 1];

    private void Set(FollowUpTask task) => _tasks[(int)task.Id - 1] = task;
}
