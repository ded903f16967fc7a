using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallOutcomeTests
{
    /// <summary>More than are counted in one round.</summary>
    private const int Many = 501;

    private static readonly TimeSpan Deadline = TimeSpan.FromHours(72);

    [Fact]
    public async Task RecordOutcomeAsync_Once_IsCountedOnItsDay()
    {
        await using var host = new HeimdallHost();
        var id = (await host.Charter.RecommendAsync(HeimdallHost.Request(0.8))).RecommendationId;
        host.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(OutcomeStatus.Recorded, await host.Charter.RecordOutcomeAsync(id, true, "seller"));

        var card = await host.CardAsync(days: 1);
        Assert.Equal(1, card.Trials);
        Assert.Equal(1, card.Successes);
        Assert.Equal(0, card.Overdue);
        Assert.Equal(1.0, card.SuccessRate);
        Assert.Equal(0.8, card.MeanConfidence);
        Assert.Equal(0.04, card.BrierScore!.Value, 1e-12);
        Assert.Equal(0.2, card.CalibrationError!.Value, 1e-12);
        Assert.Equal(host.Today, card.FromDay);
        Assert.Equal(host.Today, card.ToDay);
        Assert.Equal(host.Clock.GetUtcNow(), (await host.Store.FindAsync(id, default))!.OutcomeAt);
    }

    [Fact]
    public async Task RecordOutcomeAsync_Again_ChangesNothing()
    {
        await using var host = new HeimdallHost();
        var id = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;
        await host.Charter.RecordOutcomeAsync(id, true, "a");

        Assert.Equal(OutcomeStatus.AlreadyRecorded, await host.Charter.RecordOutcomeAsync(id, true, "b"));
        Assert.Equal(OutcomeStatus.ConflictingOutcome, await host.Charter.RecordOutcomeAsync(id, false, "b"));
        host.Clock.Advance(Deadline);
        Assert.Equal(OutcomeStatus.AlreadyRecorded, await host.Charter.RecordOutcomeAsync(id, true, "b"));

        var card = await host.CardAsync();
        Assert.Equal(1, card.Trials);
        Assert.Equal(1, card.Successes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(999)]
    public async Task RecordOutcomeAsync_UnknownId_SaysSo(long id)
    {
        await using var host = new HeimdallHost();

        Assert.Equal(OutcomeStatus.RecommendationUnknown, await host.Charter.RecordOutcomeAsync(id, true, "a"));
    }

    [Fact]
    public async Task RecordOutcomeAsync_NoActor_Throws()
    {
        await using var host = new HeimdallHost();

        await Assert.ThrowsAsync<ArgumentException>(() => host.Charter.RecordOutcomeAsync(1, true, "").AsTask());
    }

    [Fact]
    public async Task RecordOutcomeAsync_AtTheDeadline_CountsAsAFailureForGood()
    {
        await using var host = new HeimdallHost();
        var id = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;
        var dueAt = host.Clock.GetUtcNow() + Deadline;
        host.Clock.Advance(Deadline + TimeSpan.FromDays(3));

        Assert.Equal(OutcomeStatus.DeadlinePassed, await host.Charter.RecordOutcomeAsync(id, true, "a"));
        Assert.Equal(OutcomeStatus.DeadlinePassed, await host.Charter.RecordOutcomeAsync(id, false, "a"));

        var card = await host.CardAsync();
        Assert.Equal(1, card.Trials);
        Assert.Equal(0, card.Successes);
        Assert.Equal(1, card.Overdue);
        Assert.Equal(dueAt, (await host.Store.FindAsync(id, default))!.OutcomeAt);
        Assert.Empty(await host.Charter.GetScorecardsAsync(HeimdallHost.Offer, null, 3));
    }

    [Fact]
    public async Task RecordOutcomeAsync_AMomentBeforeTheDeadline_IsRecorded()
    {
        await using var host = new HeimdallHost();
        var id = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;
        host.Clock.Advance(Deadline - TimeSpan.FromTicks(1));

        Assert.Equal(OutcomeStatus.Recorded, await host.Charter.RecordOutcomeAsync(id, true, "a"));
    }

    [Fact]
    public async Task RecordOutcomeAsync_DeadlineOfThePolicy_IsTakenAtTheRecommendation()
    {
        await using var host = new HeimdallHost();
        var before = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;
        await host.ChangeAsync(change => change with { OutcomeDeadlineHours = 1 });
        var after = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;
        host.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(OutcomeStatus.Recorded, await host.Charter.RecordOutcomeAsync(before, true, "a"));
        Assert.Equal(OutcomeStatus.DeadlinePassed, await host.Charter.RecordOutcomeAsync(after, true, "a"));
    }

    [Fact]
    public async Task RecordOutcomeAsync_ManyAtOnce_CountsOne()
    {
        await using var host = new HeimdallHost();
        var id = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => host.Charter.RecordOutcomeAsync(id, i % 2 == 0, "a").AsTask())));

        Assert.Single(statuses, OutcomeStatus.Recorded);
        Assert.Equal(1, (await host.CardAsync()).Trials);
    }

    [Theory]
    [InlineData("scorecards")]
    [InlineData("recommend")]
    [InlineData("promote")]
    [InlineData("snapshot")]
    public async Task Read_AfterDeadlines_CountsThemFirst(string how)
    {
        await using var host = new HeimdallHost();
        for (var i = 0; i < Many; i++)
        {
            await host.Charter.RecommendAsync(HeimdallHost.Request());
        }

        host.Clock.Advance(Deadline);

        var card = how switch
        {
            "recommend" => (await host.Charter.RecommendAsync(HeimdallHost.Request())).Scorecard!,
            "promote" => (await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null)).Scorecard!,
            "snapshot" => (await host.Charter.GetSnapshotAsync()).Single(s => s.Policy.Domain == HeimdallHost.Offer)
                .Scorecard,
            _ => await host.CardAsync(),
        };

        Assert.Equal(Many, card.Overdue);
        Assert.Equal(Many, card.Trials);
        Assert.Equal(0, card.Successes);
    }

    [Fact]
    public async Task RecommendAsync_ManyOverdue_CountsThemAndWritesNoneDown()
    {
        await using var host = new HeimdallHost();
        for (var i = 0; i < Many; i++)
        {
            await host.Charter.RecommendAsync(HeimdallHost.Request());
        }

        host.Clock.Advance(Deadline);
        var card = (await host.Charter.RecommendAsync(HeimdallHost.Request())).Scorecard!;
        var first = await host.Store.FindAsync(1, default);
        var written = await host.Get<HeimdallTrials>().CountOverdueAsync(default);

        Assert.Equal(Many, card.Overdue);
        Assert.Null(first!.Success);
        Assert.Equal(Many, written);
        var after = await host.CardAsync();
        Assert.Equal((card.Trials, card.Overdue, card.BrierScore), (after.Trials, after.Overdue, after.BrierScore));
    }

    [Fact]
    public async Task OverdueOutcomes_EachMinute_CountsWhatNobodyLookedAt()
    {
        await using var host = new HeimdallHost();
        var sweeper = host.Get<IEnumerable<IHostedService>>().OfType<OverdueOutcomes>().Single();
        var id = (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId;
        await sweeper.StartAsync(default);
        await host.Clock.WaitForPendingTimersAsync();

        host.Clock.Advance(Deadline);
        while ((await host.Store.FindAsync(id, default))!.Success is null)
        {
            await Task.Yield();
        }

        await sweeper.StopAsync(default);
        Assert.True((await host.Store.FindAsync(id, default))!.IsOverdue);
    }
}
