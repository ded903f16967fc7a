using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Drill;

/// <summary>Nodes and drills in memory.</summary>
internal sealed class InMemoryDrillStore(InMemoryDatabase database) : IDrillStore
{
    private readonly Dictionary<string, LiveNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<KillSwitchDrillAnswer>> _answers = [];

    public ValueTask<DateTimeOffset> BeatAsync(NodeIdentity node, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var now = database.Now;
            foreach (var ahead in _nodes.Values.Where(n => n.LastSeenAt > now + LeaseRules.ClockTolerance).ToList())
            {
                _nodes.Remove(ahead.Id);
            }

            _nodes[node.Id] = _nodes.TryGetValue(node.Id, out var known)
                ? known with { LastSeenAt = now }
                : new LiveNode(node.Id, node.Build, now, now);
            return ValueTask.FromResult(now);
        }
    }

    public ValueTask RemoveAsync(string nodeId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            _nodes.Remove(nodeId);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<LiveNode>> ListNodesAsync(
        TimeSpan? seenWithin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<LiveNode>>(
            [
                .. _nodes.Values.Where(node => seenWithin is null || database.Now - node.LastSeenAt < seenWithin)
                    .OrderBy(node => node.Id, StringComparer.Ordinal),
            ]);
        }
    }

    public ValueTask AnswerAsync(
        Guid drillId, NodeIdentity node, string? problem, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (!database.Drills.TryGetValue(drillId, out var drill))
            {
                return ValueTask.CompletedTask;
            }

            _answers.TryAdd(drillId, []);
            if (!_answers[drillId].Exists(answer => answer.NodeId == node.Id))
            {
                var now = database.Now;
                _answers[drillId].Add(new KillSwitchDrillAnswer(
                    node.Id, node.Build, problem is null, now, (now - drill.StartedAt).TotalMilliseconds, problem));
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<KillSwitchDrillAnswer>> ReadAnswersAsync(
        Guid drillId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(AnswersOf(drillId));
        }
    }

    public ValueTask<IReadOnlyList<KillSwitchDrill>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<KillSwitchDrill>>(
            [
                .. database.Drills.Values.OrderByDescending(drill => drill.StartedAt).ThenByDescending(d => d.Id)
                    .Take(limit).Select(drill => drill with { Answers = AnswersOf(drill.Id) }),
            ]);
        }
    }

    public ValueTask<KillSwitchDrill?> FindLastAsync(string build, bool passed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Drills.Values
                .Where(drill => drill.Build == build && drill.FinishedAt is not null
                    && (!passed || drill.Status == KillSwitchDrillStatus.Passed))
                .MaxBy(drill => (drill.FinishedAt, drill.Id)));
        }
    }

    private IReadOnlyList<KillSwitchDrillAnswer> AnswersOf(Guid drillId) =>
        _answers.TryGetValue(drillId, out var answers)
            ? [.. answers.OrderBy(answer => answer.NodeId, StringComparer.Ordinal)]
            : [];
}
