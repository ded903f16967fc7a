using Microsoft.Extensions.Logging.Abstractions;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Notices;

/// <summary>The notices over the in-memory store, on a fake clock.</summary>
internal sealed class NoticeFixture
{
    private readonly NoticeMetrics _metrics;

    public NoticeFixture(NoticeOptions? options = null)
    {
        Options = options ?? new NoticeOptions();
        Database = new InMemoryDatabase(Clock);
        Audit = new InMemoryAuditStore(Database);
        Store = new InMemoryNoticeStore(Database);
        _metrics = new NoticeMetrics(new ValhallaMeter());
        Delivery = new NoticeDelivery(
            Microsoft.Extensions.Options.Options.Create(Options),
            _metrics,
            Clock,
            NullLogger<NoticeDelivery>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new();

    public NoticeOptions Options { get; }

    public InMemoryDatabase Database { get; }

    public InMemoryAuditStore Audit { get; }

    public InMemoryNoticeStore Store { get; }

    public NoticeDelivery Delivery { get; }

    public static GovernanceNotice Notice { get; } = new()
    {
        Sequence = 7,
        Hash = new string('a', 64),
        Kind = GovernanceNoticeKind.KillSwitchEngaged,
        Action = GoLiveRules.EngageAction,
        At = new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero),
        Subject = "",
        Actor = "ann",
        Reason = "fire",
        ToJson = """{"kill_switch_engaged":true}""",
    };

    public NoticeLoop CreateLoop(IGovernanceNotifier notifier, string owner = "node", INoticeStore? store = null) =>
        new(notifier, owner, Audit, store ?? Store, Delivery, _metrics, Options, Clock, NullLogger.Instance);

    public async Task AppendAsync(string action) => await Audit.AppendAsync(
        new AuditEntry(action, "", new ChangeAuthor("ann"), "fire", null, null), CancellationToken.None);

    public async Task<IReadOnlyList<NoticeDeadLetter>> DeadLettersAsync() =>
        await Store.ListAsync(new NoticeDeadLetterQuery(), CancellationToken.None);

    /// <summary>Moves the clock until a task has ended.</summary>
    public async Task<T> PassTimeUntilAsync<T>(Task<T> task, TimeSpan step)
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!task.IsCompleted && Clock.PendingTimers > 0)
                {
                    Clock.Advance(step);
                }

                return task.IsCompleted;
            },
            "the task has ended");
        return await task;
    }
}
