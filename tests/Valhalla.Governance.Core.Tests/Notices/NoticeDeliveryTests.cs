using Valhalla.Governance.Notices;

namespace Valhalla.Governance.Core.Tests.Notices;

public sealed class NoticeDeliveryTests
{
    private static readonly NoticeDeliveryException Busy = new("The receiver answered 503.", isTransient: true);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Send_ReceiverRecovers_IsDeliveredAfterGrowingPauses()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock).FailWith(Busy, times: 3);

        var outcome = await SendAsync(fixture, notifier);

        Assert.Equal(new NoticeOutcome(4, null), outcome);
        var pauses = notifier.Calls.Zip(notifier.Calls.Skip(1), (a, b) => b.At - a.At).ToList();

        // Exponential with decorrelated jitter: three pauses that do not grow would be three first ones at most.
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.Zero, fixture.Options.MaxDelay + Step));
        Assert.InRange(notifier.Calls[^1].At - notifier.Calls[0].At, 2 * fixture.Options.FirstDelay, TimeSpan.MaxValue);
        Assert.Single(notifier.Calls.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task Send_ReceiverStaysDown_EndsAfterTheConfiguredAttempts()
    {
        var fixture = new NoticeFixture(new NoticeOptions { MaxAttempts = 3 });
        var notifier = new ScriptedNotifier("hook", fixture.Clock).FailWith(Busy, times: 9);

        var outcome = await SendAsync(fixture, notifier);

        Assert.Equal(new NoticeOutcome(3, "The receiver answered 503."), outcome);
        Assert.Equal(3, notifier.Calls.Count);
    }

    [Fact]
    public async Task Send_RefusedForGood_IsNotTriedAgain()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock)
            .FailWith(new NoticeDeliveryException("The receiver answered 410.", isTransient: false));

        var outcome = await SendAsync(fixture, notifier);

        Assert.Equal(new NoticeOutcome(1, "The receiver answered 410."), outcome);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(3_600, 60)]
    public async Task Send_ReceiverAsksToWait_WaitsThatLongUpToTheLimit(int asked, int waited)
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock).FailWith(
            new NoticeDeliveryException("Later.", isTransient: true, TimeSpan.FromSeconds(asked)));

        await SendAsync(fixture, notifier);

        var pause = notifier.Calls[1].At - notifier.Calls[0].At;
        Assert.InRange(pause, TimeSpan.FromSeconds(waited), TimeSpan.FromSeconds(waited) + (2 * Step));
    }

    [Fact]
    public async Task Send_OtherException_IsTriedAgainAndItsTextIsNotKept()
    {
        var fixture = new NoticeFixture(new NoticeOptions { MaxAttempts = 2 });
        var notifier = new ScriptedNotifier("hook", fixture.Clock)
            .FailWith(new InvalidOperationException("password=hunter2"), times: 2);

        var outcome = await SendAsync(fixture, notifier);

        Assert.Equal(new NoticeOutcome(2, "The notifier threw InvalidOperationException."), outcome);
    }

    [Fact]
    public async Task Send_NotifierHangs_EndsByTheLimitOfAnAttempt()
    {
        var fixture = new NoticeFixture(new NoticeOptions { MaxAttempts = 1 });
        var notifier = new ScriptedNotifier("hook", fixture.Clock)
        {
            Hold = Task.Delay(Timeout.InfiniteTimeSpan, fixture.Clock),
        };

        var outcome = await fixture.PassTimeUntilAsync(
            fixture.Delivery.SendAsync(notifier, NoticeFixture.Notice, CancellationToken.None).AsTask(),
            TimeSpan.FromSeconds(10));

        Assert.Equal(new NoticeOutcome(1, "The attempt took too long."), outcome);
    }

    [Fact]
    public async Task Send_Cancelled_IsNoOutcome()
    {
        var fixture = new NoticeFixture();
        var notifier = new ScriptedNotifier("hook", fixture.Clock)
        {
            Hold = Task.Delay(Timeout.InfiniteTimeSpan, fixture.Clock),
        };
        using var stop = new CancellationTokenSource();
        var sending = fixture.Delivery.SendAsync(notifier, NoticeFixture.Notice, stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Single(notifier.Calls);
    }

    private static Task<NoticeOutcome> SendAsync(NoticeFixture fixture, ScriptedNotifier notifier) =>
        fixture.PassTimeUntilAsync(
            fixture.Delivery.SendAsync(notifier, NoticeFixture.Notice, CancellationToken.None).AsTask(), Step);
}
