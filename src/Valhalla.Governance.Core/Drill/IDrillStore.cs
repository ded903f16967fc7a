namespace Valhalla.Governance.Drill;

/// <summary>Nodes, drills and what nodes answered. Drills begin and end as changes of control state.</summary>
internal interface IDrillStore
{
    /// <summary>Tells that a node lives, and forgets nodes that have been silent for very long.</summary>
    /// <returns>The store's clock.</returns>
    ValueTask<DateTimeOffset> BeatAsync(NodeIdentity node, CancellationToken cancellationToken);

    /// <summary>A node has stopped in order.</summary>
    ValueTask RemoveAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>The nodes seen within a time, by the store's clock; null lists all that have not stopped.</summary>
    ValueTask<IReadOnlyList<LiveNode>> ListNodesAsync(TimeSpan? seenWithin, CancellationToken cancellationToken);

    /// <summary>Records a node's first answer to a drill; another, or to an unknown drill, changes nothing.</summary>
    ValueTask AnswerAsync(
        Guid drillId, NodeIdentity node, string? problem, CancellationToken cancellationToken);

    /// <summary>What nodes have answered so far.</summary>
    ValueTask<IReadOnlyList<KillSwitchDrillAnswer>> ReadAnswersAsync(
        Guid drillId, CancellationToken cancellationToken);

    /// <summary>The newest drills with their answers, the newest first.</summary>
    ValueTask<IReadOnlyList<KillSwitchDrill>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The drill of a build that ended last, of any outcome or only a passed one, without answers.</summary>
    ValueTask<KillSwitchDrill?> FindLastAsync(string build, bool passed, CancellationToken cancellationToken);
}
