using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Audit;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.Notices;

/// <summary>Two nodes over one PostgreSQL database, each with its own dispatcher for the same notifier.</summary>
public sealed class TwoNodesTests
{
    [PostgreSqlFact]
    public async Task Notices_TwoNodes_EachIsSentOnceAndInOrder()
    {
        var received = new ConcurrentQueue<string>();
        await using var first = await PostgreSqlStoreUnderTest.CreateAsync();
        await first.InitializeAsync();
        await using var second = first.OpenAgain();
        using var stop = new CancellationTokenSource();
        var nodes = new[] { first, second }.Select(node => CreateLoop(node, received)).ToList();
        await nodes[0].RunRoundAsync(stop.Token);
        var running = nodes.ConvertAll(node => node.RunAsync(stop.Token));

        for (var i = 1; i <= 40; i++)
        {
            await (i % 2 == 0 ? first : second).Audit.AppendAsync(
                new AuditEntry(GoLiveRules.EngageAction, "", ChangeAuthor.System, null, null, null), stop.Token);
            nodes.ForEach(node => node.Ring());
        }

        await Eventually.TrueAsync(() => received.Count >= 40, "every notice was received");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));
        Assert.Equal(Enumerable.Range(1, 40), received.Select(id => int.Parse(id.Split('-')[0], null)));
    }

    [PostgreSqlFact]
    public async Task Notices_TheSendingNodeGone_TheOtherGoesOnWhereItStopped()
    {
        var received = new ConcurrentQueue<string>();
        await using var first = await PostgreSqlStoreUnderTest.CreateAsync();
        await first.InitializeAsync();
        await using var second = first.OpenAgain();
        using var stop = new CancellationTokenSource();
        var sending = CreateLoop(first, received);
        await sending.RunRoundAsync(stop.Token);
        await EngageAsync(first);
        await sending.RunRoundAsync(stop.Token);
        await EngageAsync(first);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.RunAsync(gone.Token));

        await CreateLoop(second, received).RunRoundAsync(stop.Token);

        Assert.Equal([1, 2], received.Select(id => int.Parse(id.Split('-')[0], null)));
    }

    private static async Task EngageAsync(PostgreSqlStoreUnderTest node) => await node.Audit.AppendAsync(
        new AuditEntry(GoLiveRules.EngageAction, "", ChangeAuthor.System, null, null, null), CancellationToken.None);

    private static NoticeLoop CreateLoop(PostgreSqlStoreUnderTest node, ConcurrentQueue<string> received) =>
        ActivatorUtilities.CreateInstance<NoticeDispatcher>(node.Services).CreateLoop(new Notifier(received));

    private sealed class Notifier(ConcurrentQueue<string> received) : IGovernanceNotifier
    {
        public string Name => "hook";

        public ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken)
        {
            received.Enqueue(notice.Id);
            return ValueTask.CompletedTask;
        }
    }
}
