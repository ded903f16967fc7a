using System.Collections.Concurrent;
using System.Globalization;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IFollowUpStore"/> does.</summary>
public abstract class FollowUpStoreConformance : StoreConformance
{
    private static readonly ProvinceCode Ontario = new("ON");

    private IFollowUpStore FollowUps => Store.FollowUps;

    [ConformanceFact]
    public async Task Create_EveryField_FoundAsItWasStored()
    {
        var request = new CreateLadderRequest("lead-7", Ontario)
        {
            Market = new MarketName("TORONTO"),
            Owner = "va1",
            CorrelationId = "deal-7",
        };

        var creation = await FollowUps.CreateAsync(new NewLadder(request, Ladders.Due), null, CancellationToken.None);

        Assert.Equal(CreateLadderStatus.Created, creation.Status);
        Assert.Equal([1, 2, 3, 4, 5, 6], creation.Tasks.Select(task => task.Step));
        Assert.Equal(["Sms", "Call", "Sms", "Call", "Sms", "Call"], creation.Tasks.Select(t => t.Channel.ToString()));
        foreach (var task in creation.Tasks)
        {
            Assert.Equal(task, (await FollowUps.FindAsync(task.Id, CancellationToken.None)).Task);
            Assert.Equal((request.Market, "va1", "deal-7"), (task.Market, task.Owner, task.CorrelationId));
        }

        Assert.Null((await FollowUps.FindAsync(creation.Tasks[^1].Id + 1, CancellationToken.None)).Task);
    }

    [ConformanceFact]
    public async Task Create_SixteenRacingForOneLead_OneLadderForAll()
    {
        var creations = await RaceAsync(16, _ => CreateAsync("lead-1"));

        Assert.Single(creations, creation => creation.Status == CreateLadderStatus.Created);
        Assert.Single(creations.Select(creation => creation.Tasks[0].LadderId).Distinct());
        Assert.All(creations, creation => Assert.Equal(6, creation.Tasks.Count));
        Assert.Equal(6, (await ListDueAsync()).Count);
    }

    [ConformanceFact]
    public async Task Create_SameKeyRacing_OneStoredAndAllGetItsAnswer()
    {
        var ticket = new IdempotencyTicket("followup", "key", new string('c', 64));
        var creations = await RaceAsync(8, i => FollowUps.CreateAsync(
            Ladders.NewLadderOf(string.Create(CultureInfo.InvariantCulture, $"lead-{i}")),
            ticket,
            CancellationToken.None));

        var made = Assert.Single(creations, creation => creation.Earlier is null);
        Assert.All(creations.Where(creation => creation.Earlier is not null), creation => Assert.Equal(
            made.Tasks, StoredLadder.Read(creation.Earlier!.AnswerJson).Tasks));
        Assert.Equal(6, (await ListDueAsync()).Count);
    }

    [ConformanceFact]
    public async Task Create_WhileOneTaskIsOpen_ThatLadder()
    {
        var first = await CreateAsync("lead-1");
        foreach (var task in first.Tasks.Take(5))
        {
            Assert.True(await CompleteAsync(task.Id));
        }

        var second = await CreateAsync("lead-1");
        Assert.True(await CompleteAsync(first.Tasks[5].Id));
        var third = await CreateAsync("lead-1");

        Assert.Equal(CreateLadderStatus.AlreadyOpen, second.Status);
        Assert.Equal(first.Tasks[0].LadderId, second.Tasks[0].LadderId);
        Assert.Equal(6, second.Tasks.Count);
        Assert.Equal(CreateLadderStatus.Created, third.Status);
        Assert.NotEqual(first.Tasks[0].LadderId, third.Tasks[0].LadderId);
    }

    [ConformanceFact]
    public async Task Create_WithoutWindow_NothingStoredAndKeyFree()
    {
        var ticket = new IdempotencyTicket("followup", "key", new string('c', 64));
        var request = new CreateLadderRequest("lead-1", Ontario);

        var refused = await FollowUps.CreateAsync(new NewLadder(request, _ => null), ticket, CancellationToken.None);
        var created = await FollowUps.CreateAsync(new NewLadder(request, Ladders.Due), ticket, CancellationToken.None);

        Assert.Equal(CreateLadderStatus.NoContactWindow, refused.Status);
        Assert.Equal(CreateLadderStatus.Created, created.Status);
    }

    [ConformanceFact]
    public async Task Claim_SixteenRacing_EveryTaskHandedOutOnce()
    {
        const int Leads = 20;
        for (var lead = 0; lead < Leads; lead++)
        {
            await CreateAsync(string.Create(CultureInfo.InvariantCulture, $"lead-{lead}"));
        }

        var handedOut = new ConcurrentBag<long>();
        await RaceAsync(16, async _ =>
        {
            // An empty answer may only mean that others were just taking what was left.
            while (handedOut.Count < Leads * 6)
            {
                foreach (var task in await ClaimAsync(7))
                {
                    handedOut.Add(task.Id);
                }
            }

            return true;
        });

        Assert.Equal(Leads * 6, handedOut.Count);
        Assert.Equal(Leads * 6, handedOut.Distinct().Count());
        Assert.Empty(await ClaimAsync(100));
    }

    [ConformanceFact]
    public async Task Claim_LeaseEnded_HandedOutAgain()
    {
        await CreateAsync("lead-1");

        var first = await ClaimAsync(4);
        Assert.Equal(2, (await ListDueAsync()).Count);
        Assert.Equal(2, (await ClaimAsync(100)).Count);
        await Store.PassDaysAsync(1);
        var again = await ClaimAsync(100);

        Assert.Equal([1, 2, 3, 4], first.Select(task => task.Step));
        Assert.Equal([1, 2, 3, 4, 5, 6], again.Select(task => task.Step));
        Assert.All(again, task => Assert.Equal((true, "dialer"), (task.LeaseUntil > task.DueAt, task.ClaimedBy)));
        Assert.Single(again.Select(task => task.ClaimId).Distinct());
        Assert.Empty(first.Select(task => task.ClaimId).Intersect(again.Select(task => task.ClaimId)));
    }

    [ConformanceFact]
    public async Task Claim_TasksThatMustWait_MovedOnAndOthersHandedOut()
    {
        await CreateAsync("lead-1");
        var later = (await FollowUps.FindAsync(1, CancellationToken.None)).Now.AddHours(3);
        later = later.AddTicks(-(later.Ticks % TimeSpan.TicksPerMicrosecond));

        var claimed = await FollowUps.ClaimAsync(
            Ladders.Order(2), (tasks, _, _) => Ladders.Postpone(tasks, later), CancellationToken.None);

        Assert.Equal([2, 4], claimed.Select(task => task.Step));
        var waiting = (await FollowUps.FindAsync(claimed[0].Id - 1, CancellationToken.None)).Task!;
        Assert.Equal((later, null, null), (waiting.DueAt, waiting.ClaimId, waiting.ClaimedBy));
        Assert.True(waiting.FirstDueAt < waiting.DueAt);
        Assert.DoesNotContain(waiting.Id, (await ListDueAsync()).Select(task => task.Id));
    }

    [ConformanceFact]
    public async Task Claim_JudgeFails_NothingClaimed()
    {
        await CreateAsync("lead-1");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await FollowUps.ClaimAsync(
            Ladders.Order(3),
            (_, _, _) => throw new InvalidOperationException("No policies."),
            CancellationToken.None));

        Assert.Equal(6, (await ClaimAsync(100)).Count);
    }

    [ConformanceFact]
    public async Task ListDue_Pages_OldestFirstAndNoneTwice()
    {
        await CreateAsync("lead-1");
        await CreateAsync("lead-2");
        var seen = new List<FollowUpTask>();
        FollowUpDueCursor? after = null;
        for (var page = 0; page < 4; page++)
        {
            var tasks = await ListDueAsync(after, limit: 5);
            seen.AddRange(tasks);
            after = seen.Count == 0 ? null : new FollowUpDueCursor(seen[^1].DueAt, seen[^1].Id);
        }

        Assert.Equal(12, seen.DistinctBy(task => task.Id).Count());
        Assert.Equal(12, seen.Count);
        Assert.Equal(seen.OrderBy(task => task.DueAt).ThenBy(task => task.Id), seen);
    }

    [ConformanceFact]
    public async Task Complete_Racing_Once()
    {
        var task = (await CreateAsync("lead-1")).Tasks[0];

        var completed = await RaceAsync(8, i => CompleteAsync(task.Id, actor: $"va{i}"));

        Assert.Single(completed, done => done);
        var stored = (await FollowUps.FindAsync(task.Id, CancellationToken.None)).Task!;
        Assert.Equal(
            (FollowUpStatus.Completed, "reached", 60L), (stored.Status, stored.Outcome, stored.ResponseSeconds!.Value));
        Assert.Equal($"va{Array.IndexOf(completed, true)}", stored.ClosedBy);
        Assert.DoesNotContain(task.Id, (await ClaimAsync(100)).Select(claimed => claimed.Id));
    }

    [ConformanceFact]
    public async Task Complete_UnderAnotherClaim_OnlyOnceThatOneHasEnded()
    {
        await CreateAsync("lead-1");
        var task = (await ClaimAsync(1))[0];

        Assert.False(await CompleteAsync(task.Id, Guid.NewGuid()));
        Assert.True(await CompleteAsync(task.Id, task.ClaimId));
        var other = (await ClaimAsync(1))[0];
        await Store.PassDaysAsync(1);

        Assert.True(await CompleteAsync(other.Id, Guid.NewGuid()));
    }

    [ConformanceFact]
    public async Task Stop_WhileClaiming_EverythingOpenCancelledAndNothingHandedOutAfterwards()
    {
        var created = (await CreateAsync("lead-1")).Tasks;
        await CreateAsync("lead-2");
        Assert.True(await CompleteAsync(created[0].Id));

        var claims = RaceAsync(8, async _ => await ClaimAsync(1));
        var cancelled = await FollowUps.StopAsync("lead-1", "REPLIED", "anna", CancellationToken.None);
        await claims;

        Assert.Equal(5, cancelled);
        Assert.Equal(0, await FollowUps.StopAsync("lead-1", "OPTED_OUT", "anna", CancellationToken.None));
        await Store.PassDaysAsync(1);
        Assert.All(await ClaimAsync(100), task => Assert.Equal("lead-2", task.LeadId));
        foreach (var task in created.Skip(1))
        {
            var stored = (await FollowUps.FindAsync(task.Id, CancellationToken.None)).Task!;
            Assert.Equal(
                (FollowUpStatus.Cancelled, "anna", "REPLIED"), (stored.Status, stored.ClosedBy, stored.Outcome));
            Assert.False(await CompleteAsync(task.Id));
        }
    }

    [ConformanceFact]
    public async Task Count_CompletedAndOverdue_ByPeriodAndMarket()
    {
        var tasks = (await CreateAsync("lead-1")).Tasks;
        foreach (var (task, seconds) in tasks.Zip([1_800L, 1_801, 7_200, 7_201]))
        {
            Assert.True(await CompleteAsync(task.Id, seconds: seconds));
        }

        var counts = await FollowUps.CountCompletedAsync(TimeSpan.FromDays(1), CancellationToken.None);
        var market = Assert.Single(await FollowUps.ListOverdueMarketsAsync(counts.Now, CancellationToken.None));
        var overdue = await FollowUps.CountOverdueAsync(market, tasks[4].FirstDueAt, CancellationToken.None);
        await Store.PassDaysAsync(2);
        var later = await FollowUps.CountCompletedAsync(TimeSpan.FromDays(1), CancellationToken.None);

        Assert.Equal((4L, 1L, 3L), (counts.Completed, counts.Within30Minutes, counts.Within2Hours));
        Assert.Equal((Ontario, null), (market.Province, market.Market));
        Assert.Equal(1, overdue);
        Assert.Equal(0, later.Completed);
    }

    private static Task<T[]> RaceAsync<T>(int racers, Func<int, ValueTask<T>> run) =>
        Task.WhenAll(Enumerable.Range(0, racers).Select(i => Task.Run(async () => await run(i))));

    private ValueTask<LadderCreation> CreateAsync(string leadId) =>
        FollowUps.CreateAsync(Ladders.NewLadderOf(leadId), null, CancellationToken.None);

    private ValueTask<IReadOnlyList<FollowUpTask>> ClaimAsync(int limit) =>
        FollowUps.ClaimAsync(Ladders.Order(limit), Ladders.OpenEverywhere, CancellationToken.None);

    private async ValueTask<IReadOnlyList<FollowUpTask>> ListDueAsync(
        FollowUpDueCursor? after = null, int limit = 100) =>
        (await FollowUps.ListDueAsync(new FollowUpDueQuery { After = after, Limit = limit }, CancellationToken.None))
        .Tasks;

    private async ValueTask<bool> CompleteAsync(
        long id, Guid? claimId = null, string actor = "va1", long seconds = 60)
    {
        var (_, now) = await FollowUps.FindAsync(id, CancellationToken.None);
        return await FollowUps.TryCompleteAsync(
            new FollowUpCompletion(id, actor, "reached", claimId, now, seconds), CancellationToken.None);
    }
}
