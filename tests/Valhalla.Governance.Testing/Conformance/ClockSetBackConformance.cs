using Valhalla.Governance.Drill;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>
/// The store's clock was ahead for days, and is set back: what was taken or scheduled meanwhile keeps nobody waiting
/// for as long as it was ahead.
/// </summary>
public abstract class ClockSetBackConformance : StoreConformance
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [ConformanceFact]
    public async Task NoticeLease_OfBefore_IsFree()
    {
        var before = await Store.Notices.TryTakeAsync("hook", "one", Minute, CancellationToken.None);
        Assert.Null(await Store.Notices.TryTakeAsync("hook", "two", Minute, CancellationToken.None));

        await Store.PassDaysAsync(-2);

        var after = await Store.Notices.TryTakeAsync("hook", "two", Minute, CancellationToken.None);
        Assert.Equal(before!.Fencing + 1, after?.Fencing);
        Assert.Null(await Store.Notices.TryTakeAsync("hook", "three", Minute, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Retention_RunAndScheduledBefore_IsDue()
    {
        var first = await Store.Retention.TryBeginAsync("one", CancellationToken.None);
        await Store.Retention.FinishAsync(first!, TimeSpan.FromDays(1), null, CancellationToken.None);
        Assert.Null(await Store.Retention.TryBeginAsync("two", CancellationToken.None));

        await Store.PassDaysAsync(-2);

        var second = await Store.Retention.TryBeginAsync("two", CancellationToken.None);
        Assert.NotNull(second);
        await Store.Retention.FinishAsync(second, TimeSpan.FromDays(1), null, CancellationToken.None);
        Assert.Null(await Store.Retention.TryBeginAsync("one", CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Retention_LeaseOfANodeThatDiedBefore_IsFree()
    {
        Assert.NotNull(await Store.Retention.TryBeginAsync("one", CancellationToken.None));

        await Store.PassDaysAsync(-2);

        Assert.NotNull(await Store.Retention.TryBeginAsync("two", CancellationToken.None));
    }

    [ConformanceFact]
    public async Task FollowUp_ClaimedBefore_IsHandedOutAgain()
    {
        await Store.FollowUps.CreateAsync(Ladders.NewLadderOf("lead"), null, CancellationToken.None);
        await Store.PassDaysAsync(5);
        Assert.Equal(6, (await ClaimAsync()).Count);
        Assert.Empty(await ClaimAsync());

        await Store.PassDaysAsync(-3);

        var due = await Store.FollowUps.ListDueAsync(new FollowUpDueQuery(), CancellationToken.None);
        Assert.Equal(6, due.Tasks.Count);
        Assert.Equal(6, (await ClaimAsync()).Count);
    }

    [ConformanceFact]
    public async Task EvaluatorLease_OfBefore_IsFree()
    {
        await Store.EvaluatorLeases.HoldAsync("one", Minute, CancellationToken.None);

        await Store.PassDaysAsync(-2);

        var held = await Store.EvaluatorLeases.HoldAsync("two", Minute, CancellationToken.None);
        Assert.Equal("two", held.Lease?.Holder);
    }

    [ConformanceFact]
    public async Task Node_SeenBeforeAndNeverSince_IsForgotten()
    {
        await Store.Drills.BeatAsync(new NodeIdentity("gone", "build"), CancellationToken.None);
        await Store.Drills.BeatAsync(new NodeIdentity("here", "build"), CancellationToken.None);

        await Store.PassDaysAsync(-2);
        await Store.Drills.BeatAsync(new NodeIdentity("here", "build"), CancellationToken.None);

        var live = await Store.Drills.ListNodesAsync(Minute, CancellationToken.None);
        Assert.Equal("here", Assert.Single(live).Id);
    }

    private ValueTask<IReadOnlyList<FollowUpTask>> ClaimAsync() =>
        Store.FollowUps.ClaimAsync(Ladders.Order(100), Ladders.OpenEverywhere, CancellationToken.None);
}
