using Valhalla.Governance.Control;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoNoGo;

/// <summary>The board in memory, with the atomicity of the durable stores.</summary>
internal sealed class InMemoryGoNoGoStore(InMemoryDatabase database, IControlStore control) : IGoNoGoStore
{
    private readonly List<Evidence> _evidence = [];
    private readonly List<GoNoGoEvaluation> _evaluations = [];
    private readonly List<SignOff> _signOffs = [];
    private readonly List<GoNoGoDecision> _decisions = [];
    private readonly HashSet<long> _written = [];

    public ValueTask<StoredAnswer?> AppendEvidenceAsync(
        IReadOnlyList<Evidence> evidence,
        DateTimeOffset receivedAt,
        IdempotencyTicket? ticket,
        string answerJson,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (ticket is not null)
            {
                if (database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
                {
                    return ValueTask.FromResult<StoredAnswer?>(earlier);
                }

                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answerJson));
            }

            _evidence.AddRange(evidence);
            return ValueTask.FromResult<StoredAnswer?>(null);
        }
    }

    public ValueTask<IReadOnlyList<Evidence>> ReadNewestEvidenceAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(Newest());
        }
    }

    public ValueTask<GoNoGoState> ReadAsync(string? hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(StateOf(hash, database.Control));
        }
    }

    // The control store runs a decision once, under the lock of the database: what is changed there is changed
    // together with the influence row and the audit records.
    public async ValueTask CommitAsync(
        string? hash,
        Func<GoNoGoState, DateTimeOffset, GoNoGoChange?> decide,
        CancellationToken cancellationToken) =>
        await control.CommitAsync(
            (current, now) =>
            {
                if (decide(StateOf(hash, current), now) is not { } change)
                {
                    return null;
                }

                if (change.Influence is { } influence)
                {
                    VersionedRows.RequireNext(current.Influence.Version, influence.Version);
                }

                Apply(change);
                return new ControlChange { Influence = change.Influence, Audit = change.Audit };
            },
            cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<GoNoGoDecision>> ListDecisionsAsync(
        GoNoGoDecisionQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<GoNoGoDecision>>(
            [
                .. Enumerable.Reverse(_decisions)
                    .Where(decision => query.BeforeId is not { } before || decision.Id < before)
                    .Take(query.Limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<GoNoGoDecision>> ListUnwrittenAsync(
        int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<GoNoGoDecision>>(
                [.. _decisions.Where(decision => !_written.Contains(decision.Id)).Take(limit)]);
        }
    }

    public ValueTask MarkWrittenAsync(long decisionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            _written.Add(decisionId);
        }

        return ValueTask.CompletedTask;
    }

    private GoNoGoState StateOf(string? hash, ControlSnapshot current)
    {
        var latest = _evaluations.Count == 0 ? null : _evaluations[^1];
        var asked = hash ?? latest?.Hash;
        return new GoNoGoState
        {
            Latest = latest,
            Asked = _evaluations.FindLast(evaluation => evaluation.Hash == asked),
            SignOffs = [.. _signOffs.Where(signOff => signOff.Hash == asked)],
            Decided = _decisions.FindLast(decision => decision.Hash == asked)?.Decision,
            LastDecisionId = _decisions.Count,
            Posted = Newest(),
            Influence = current.Influence,
            KillSwitchEngaged = current.Gate.KillSwitchEngaged,
            KillSwitchReleasedAt = current.Gate.ReleasedAt,
        };
    }

    private void Apply(GoNoGoChange change)
    {
        if (change.Evaluation is { } evaluation)
        {
            _evaluations.Add(evaluation);
        }

        if (change.SignOff is { } signOff)
        {
            _signOffs.Add(signOff);
        }

        if (change.Decision is { } decision)
        {
            _decisions.Add(decision);
        }
    }

    private IReadOnlyList<Evidence> Newest()
    {
        var (newest, now) = (new Dictionary<SignalName, Evidence>(), database.Now);
        foreach (var evidence in _evidence)
        {
            if (!EvidencePosts.IsAhead(evidence.ObservedAt, now)
                && (!newest.TryGetValue(evidence.Signal, out var known) || evidence.ObservedAt >= known.ObservedAt))
            {
                newest[evidence.Signal] = evidence;
            }
        }

        return [.. newest.Values];
    }
}
