using Valhalla.Governance.Drill;

namespace Valhalla.Governance.EntityFramework.Drill;

/// <summary>A row of <c>node</c>: a process that uses this store.</summary>
internal sealed class NodeRow
{
    public string NodeId { get; set; } = "";

    public string Build { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    public LiveNode ToNode() => new(NodeId, Build, StartedAt, LastSeenAt);
}
