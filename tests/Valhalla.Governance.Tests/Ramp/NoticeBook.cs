using System.Collections.Concurrent;

namespace Valhalla.Governance.Tests.Ramp;

/// <summary>Keeps what it is told of.</summary>
internal sealed class NoticeBook : IGovernanceNotifier
{
    private readonly ConcurrentQueue<GovernanceNoticeKind> _kinds = [];

    public string Name => "book";

    public IReadOnlyCollection<GovernanceNoticeKind> Kinds => _kinds;

    public ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken)
    {
        _kinds.Enqueue(notice.Kind);
        return ValueTask.CompletedTask;
    }
}
