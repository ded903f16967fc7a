using Valhalla.Governance.Audit;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Notices;

public sealed class NoticeLoopTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Round_NewNotifier_IsToldOfWhatComesLaterOnly()
    {
        var fixture = new NoticeFixture();
        await fixture.AppendAsync(GoLiveRules.EngageAction);
        var notifier = new ScriptedNotifier("hook", fixture.Clock);
        var loop = fixture.CreateLoop(notifier);
        await loop.RunRoundAsync(CancellationToken.None);

        await fixture.AppendAsync("risk_policy.upsert");
        await fixture.AppendAsync(GoLiveRules.ReleaseAction);
        await loop.RunRoundAsync(CancellationToken.None);
        await loop.RunRoundAsync(CancellationToken.None);

        Assert.Equal([$"3-{fixture.Database.Audit[2].Hash}"], notifier.Calls.Select(call => call.Id));
    }

    [Fact]
    public async Task Round_CrashBetweenSendingAndThePlace_SendsTheSameNoticeAgain()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock);
        await fixture.CreateLoop(notifier).RunRoundAsync(CancellationToken.None);
        await fixture.AppendAsync(GoLiveRules.EngageAction);
        var crashing = fixture.CreateLoop(notifier, store: new CrashingStore(fixture.Store));

        await Assert.ThrowsAsync<ValhallaStoreException>(
            async () => await crashing.RunRoundAsync(CancellationToken.None));
        fixture.Clock.Advance(fixture.Options.LeaseDuration);
        await fixture.CreateLoop(notifier, owner: "next").RunRoundAsync(CancellationToken.None);

        Assert.Equal(2, notifier.Calls.Count);
        Assert.Single(notifier.Calls.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task Round_GivenUp_IsADeadLetterAndTheNextNoticeGoesOn()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock)
            .FailWith(new NoticeDeliveryException("The receiver answered 500.", isTransient: true), times: 5);
        var loop = fixture.CreateLoop(notifier);
        await loop.RunRoundAsync(CancellationToken.None);
        await fixture.AppendAsync(GoLiveRules.EngageAction);
        await fixture.AppendAsync(GoLiveRules.ReleaseAction);

        await RoundAsync(fixture, loop);

        var letter = Assert.Single(await fixture.DeadLettersAsync());
        Assert.Equal((1, 5, "The receiver answered 500."), (letter.Sequence, letter.Attempts, letter.LastError));
        Assert.Equal(notifier.Calls[0].Id, NoticeJson.Read(letter.NoticeJson).Id);
        Assert.Equal(6, notifier.Calls.Count);
        Assert.StartsWith("2-", notifier.Calls[5].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Round_RecordWhoseStateIsNoJson_IsADeadLetterLikeAnyOther()
    {
        var fixture = new NoticeFixture(new NoticeOptions { MaxAttempts = 1 });
        var notifier = new ScriptedNotifier("hook", fixture.Clock)
            .FailWith(new NoticeDeliveryException("The receiver answered 500.", isTransient: true));
        var loop = fixture.CreateLoop(notifier);
        await loop.RunRoundAsync(CancellationToken.None);
        await fixture.Audit.AppendAsync(
            new AuditEntry(GoLiveRules.EngageAction, "", new ChangeAuthor("ann"), null, "{broken", null),
            CancellationToken.None);
        await fixture.AppendAsync(GoLiveRules.ReleaseAction);

        await loop.RunRoundAsync(CancellationToken.None);

        Assert.Equal(2, notifier.Calls.Count);
        var letter = Assert.Single(await fixture.DeadLettersAsync());
        Assert.Contains("\"{broken\"", letter.NoticeJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Round_LongDelivery_KeepsTheLease()
    {
        var fixture = new NoticeFixture();
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var notifier = new ScriptedNotifier("hook", fixture.Clock);
        var loop = fixture.CreateLoop(notifier);
        await loop.RunRoundAsync(CancellationToken.None);
        await fixture.AppendAsync(GoLiveRules.EngageAction);
        notifier.Hold = hold.Task;
        var round = loop.RunRoundAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => notifier.Calls.Count == 1, "it is sending");

        for (var i = 0; i < 9; i++)
        {
            await fixture.Clock.WaitForPendingTimersAsync(2);
            fixture.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Null(await fixture.Store.TryTakeAsync(
                "hook", "other", fixture.Options.LeaseDuration, CancellationToken.None));
        }

        hold.SetResult();
        await round;
        Assert.Single(notifier.Calls);
        Assert.Empty(await fixture.DeadLettersAsync());
    }

    [Fact]
    public async Task Round_LeaseTakenWhileSending_StopsAndWritesNothing()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock);
        var loop = fixture.CreateLoop(notifier);
        await loop.RunRoundAsync(CancellationToken.None);
        await fixture.AppendAsync(GoLiveRules.EngageAction);
        notifier.Hold = Task.Delay(Timeout.InfiniteTimeSpan, fixture.Clock);
        var round = loop.RunRoundAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => notifier.Calls.Count == 1, "it is sending");
        await fixture.Store.ReleaseAsync(new NoticeLease("hook", "node", 1, 0), CancellationToken.None);
        var taken = await fixture.Store.TryTakeAsync(
            "hook", "other", NoticeLease.LongestDuration, CancellationToken.None);

        await fixture.Clock.WaitForPendingTimersAsync(2);
        fixture.Clock.Advance(fixture.Options.LeaseDuration);
        await round;

        Assert.Equal(0, (await fixture.Store.TryTakeAsync(
            "hook", "other", NoticeLease.LongestDuration, CancellationToken.None))!.LastSequence);
        Assert.Equal(2, taken!.Fencing);
        Assert.Empty(await fixture.DeadLettersAsync());
    }

    [Fact]
    public async Task Run_OneReceiverHangs_TheOtherIsTold()
    {
        var fixture = new NoticeFixture();
        var slow = new ScriptedNotifier("slow", fixture.Clock)
        {
            Hold = Task.Delay(Timeout.InfiniteTimeSpan, fixture.Clock),
        };
        var quick = new ScriptedNotifier("quick", fixture.Clock);
        NoticeLoop[] loops = [fixture.CreateLoop(slow), fixture.CreateLoop(quick)];
        foreach (var loop in loops)
        {
            await loop.RunRoundAsync(CancellationToken.None);
        }

        using var stop = new CancellationTokenSource();
        var running = loops.Select(loop => loop.RunAsync(stop.Token)).ToList();
        for (var i = 0; i < 3; i++)
        {
            await fixture.AppendAsync(GoLiveRules.EngageAction);
        }

        Array.ForEach(loops, loop => loop.Ring());
        await Eventually.TrueAsync(() => quick.Calls.Count == 3 && slow.Calls.Count == 1, "only one is held up");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));
    }

    [Fact]
    public async Task Run_NoSignal_ThePollFindsTheNotice()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock);
        var loop = fixture.CreateLoop(notifier);
        await loop.RunRoundAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = loop.RunAsync(stop.Token);
        await fixture.Clock.WaitForPendingTimersAsync();

        await fixture.AppendAsync(GoLiveRules.DisableAction);
        Assert.Empty(notifier.Calls);
        fixture.Clock.Advance(fixture.Options.PollInterval);

        await Eventually.TrueAsync(() => notifier.Calls.Count == 1, "the poll found it");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task RoundAsync(NoticeFixture fixture, NoticeLoop loop) =>
        await fixture.PassTimeUntilAsync(
            Task.Run(async () =>
            {
                await loop.RunRoundAsync(CancellationToken.None);
                return true;
            }),
            Step);

    /// <summary>The process dies after the receiver has answered and before the place is written.</summary>
    private sealed class CrashingStore(INoticeStore inner) : INoticeStore
    {
        public ValueTask<NoticeLease?> TryTakeAsync(
            string notifier, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
            inner.TryTakeAsync(notifier, owner, duration, cancellationToken);

        public ValueTask<NoticeLease?> TryAdvanceAsync(
            NoticeLease lease,
            long sequence,
            NewDeadLetter? deadLetter,
            TimeSpan duration,
            CancellationToken cancellationToken) =>
            throw new ValhallaStoreException(StoreFailure.Unavailable, "Gone.");

        public ValueTask ReleaseAsync(NoticeLease lease, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyList<NoticeDeadLetter>> ListAsync(
            NoticeDeadLetterQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<NoticeDeadLetter?> FindAsync(long id, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<NoticeDeadLetter?> RecordRetryAsync(
            long id, NoticeOutcome outcome, string actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<long> CountOpenAsync(
            IReadOnlyCollection<string> notifiers, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
