using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.Operations.Tests.FollowUp;

/// <summary>The ladder over the in-memory store and a clock that only the test moves.</summary>
public sealed class FollowUpLadderTests : IAsyncLifetime
{
    private static readonly ProvinceCode Quebec = new("QC");
    private static readonly MarketName Montreal = new("MONTREAL");

    private readonly InMemoryStoreUnderTest _store = new();

    private IFollowUpLadder Ladder => _store.Services.GetRequiredService<IFollowUpLadder>();

    private IMarketPolicies Markets => _store.Services.GetRequiredService<IMarketPolicies>();

    [Fact]
    public async Task Create_InsideAWindow_FollowsTheCadence()
    {
        var created = await CreateAsync("lead-1");

        // Tuesday 10:30 in Toronto.
        Assert.Equal(CreateLadderStatus.Created, created.Status);
        Assert.Equal(
            [0, 4, 24, 48, 96, 168],
            created.Tasks.Select(task => (task.PlannedAt - _store.Time.GetUtcNow()).TotalHours));
        Assert.Equal(created.Tasks[0].PlannedAt, created.Tasks[0].DueAt);
        Assert.All(created.Tasks, task => Assert.Equal(task.FirstDueAt, task.DueAt));
    }

    [Fact]
    public async Task Claim_WindowClosedMeanwhile_NotHandedOutBeforeItOpens()
    {
        var created = await CreateAsync("lead-1");
        _store.Time.Advance(TimeSpan.FromHours(14));

        var atNight = await Ladder.ClaimAsync("dialer", 100);
        var stillDue = await Ladder.ListDueAsync(new FollowUpDueQuery());
        _store.Time.Advance(TimeSpan.FromHours(12));
        var nextDay = await Ladder.ClaimAsync("dialer", 100);

        Assert.Null(atNight.ClaimId);
        Assert.Empty(atNight.Tasks);
        Assert.Empty(stillDue);
        Assert.Equal([1, 2, 3], nextDay.Tasks.Select(task => task.Step).Order());
        var first = nextDay.Tasks.Single(task => task.Step == 1);
        Assert.Equal(created.Tasks[0].DueAt, first.FirstDueAt);
        Assert.True(first.DueAt > first.FirstDueAt);
    }

    [Fact]
    public async Task ClaimAndStop_NamesWithMarksThatNobodySees_AreKeptInTheNormalForm()
    {
        await CreateAsync("lead-1");

        var claim = await Ladder.ClaimAsync("dia\u202Eler", 100);

        Assert.Equal("dialer", Assert.Single(claim.Tasks).ClaimedBy);
        var stop = new StopFollowUpsRequest("lead-1", FollowUpStopReason.Replied) { Actor = "b\u200Bob" };
        Assert.Equal("bob", stop.Actor);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Ladder.ClaimAsync("\u200B", 1));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Ladder.StopAsync("lead-1", FollowUpStopReason.Replied, "\u200B"));
    }

    [Fact]
    public async Task ListDue_WindowClosed_SaysSo()
    {
        await CreateAsync("lead-1");
        Assert.True(Assert.Single(await Ladder.ListDueAsync(new FollowUpDueQuery())).IsWindowOpen);

        _store.Time.Advance(TimeSpan.FromHours(14));

        var due = await Ladder.ListDueAsync(new FollowUpDueQuery());
        Assert.Equal(2, due.Count);
        Assert.All(due, task => Assert.False(task.IsWindowOpen));
    }

    [Fact]
    public async Task Claim_PolicyDisabledMeanwhile_NothingHandedOut()
    {
        await CreateAsync("lead-1");
        await Markets.UpsertPolicyAsync(new MarketPolicyChange(Quebec, ChangeAuthor.System) { Enabled = false });

        var claim = await Ladder.ClaimAsync("dialer", 10);
        var refused = await CreateAsync("lead-2");

        Assert.Empty(claim.Tasks);
        Assert.Equal((CreateLadderStatus.NoContactWindow, 0), (refused.Status, refused.Tasks.Count));
    }

    [Fact]
    public async Task Complete_Twice_SameAnswer()
    {
        var task = (await CreateAsync("lead-1")).Tasks[0];
        _store.Time.Advance(TimeSpan.FromMinutes(31));
        var request = new CompleteFollowUpRequest(task.Id) { Actor = "va1", Outcome = "voicemail" };

        var first = await Ladder.CompleteAsync(request);
        _store.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await Ladder.CompleteAsync(request with { Outcome = "reached" });

        Assert.Equal(CompleteFollowUpStatus.Completed, first.Status);
        Assert.Equal(CompleteFollowUpStatus.AlreadyCompleted, second.Status);
        Assert.Equal(first.Task, second.Task);
        Assert.Equal((31 * 60L, "voicemail"), (first.Task!.ResponseSeconds!.Value, first.Task.Outcome));
    }

    [Fact]
    public async Task Complete_OfEachKind_HasItsStatus()
    {
        var tasks = (await CreateAsync("lead-1")).Tasks;
        var claim = await Ladder.ClaimAsync("dialer", 1);
        var held = new CompleteFollowUpRequest(tasks[0].Id) { ClaimId = Guid.NewGuid() };

        Assert.Equal(CompleteFollowUpStatus.ClaimedByAnother, (await Ladder.CompleteAsync(held)).Status);
        Assert.Equal(
            CompleteFollowUpStatus.Completed,
            (await Ladder.CompleteAsync(held with { ClaimId = claim.ClaimId })).Status);
        Assert.Equal(0, (await Ladder.CompleteAsync(new CompleteFollowUpRequest(tasks[5].Id))).Task!.ResponseSeconds);
        Assert.Equal(4, await Ladder.StopAsync("lead-1", FollowUpStopReason.OptedOut, "anna"));
        Assert.Equal(
            CompleteFollowUpStatus.TaskCancelled,
            (await Ladder.CompleteAsync(new CompleteFollowUpRequest(tasks[1].Id))).Status);
        Assert.Equal(
            CompleteFollowUpStatus.TaskUnknown,
            (await Ladder.CompleteAsync(new CompleteFollowUpRequest(99))).Status);
    }

    [Fact]
    public async Task GetSla_CompletedAndOpen_CountsOnlyOpenTime()
    {
        var tasks = (await CreateAsync("lead-1")).Tasks;
        Assert.Equal((null, null), Shares(await Ladder.GetSlaAsync()));
        _store.Time.Advance(TimeSpan.FromMinutes(20));
        await Ladder.CompleteAsync(new CompleteFollowUpRequest(tasks[0].Id));

        // Step 2 was due at 14:30 in Montreal; 7 hours of that day are open after it, and the night is not counted.
        _store.Time.Advance(TimeSpan.FromHours(6));
        var overdueAfterTwo = await Ladder.GetSlaAsync();
        _store.Time.Advance(TimeSpan.FromHours(10));
        await Ladder.ClaimAsync("dialer", 10);
        var atNight = await Ladder.GetSlaAsync();

        Assert.Equal((1, 1, 1, 1), (overdueAfterTwo.Completed, overdueAfterTwo.Within30Minutes,
            overdueAfterTwo.Within2Hours, overdueAfterTwo.OverdueOpen));
        Assert.Equal((0.5, 0.5), Shares(overdueAfterTwo));
        Assert.Equal((1, 1), (atNight.Completed, atNight.OverdueOpen));
    }

    [Fact]
    public async Task Create_SameKeyWithAnotherLead_Refused()
    {
        var request = new CreateLadderRequest("lead-1", Quebec) { Market = Montreal, IdempotencyKey = "k" };

        var first = await Ladder.CreateAsync(request);
        var replay = await Ladder.CreateAsync(request);
        var reused = await Ladder.CreateAsync(request with { LeadId = "lead-2" });

        Assert.Equal((CreateLadderStatus.Created, IdempotencyStatus.Replayed), (replay.Status, replay.Idempotency));
        Assert.Equal(first.Tasks, replay.Tasks);
        Assert.Equal((CreateLadderStatus.KeyRefused, IdempotencyStatus.KeyReused), (reused.Status, reused.Idempotency));
    }

    [Fact]
    public async Task EveryCall_Malformed_ThrowsAndStoresNothing()
    {
        var request = new CreateLadderRequest(new string('x', 201), Quebec);

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ladder.CreateAsync(request));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ladder.ClaimAsync("dialer", 101));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ladder.ClaimAsync("", 1));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await Ladder.ClaimAsync("dialer", 1, TimeSpan.FromSeconds(9)));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await Ladder.StopAsync("", FollowUpStopReason.Other, "anna"));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Ladder.GetSlaAsync(0));
        Assert.Empty(await Ladder.ListDueAsync(new FollowUpDueQuery()));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _store.DisposeAsync();

    private static (double?, double?) Shares(FollowUpSla sla) => (sla.ShareWithin30Minutes, sla.ShareWithin2Hours);

    private ValueTask<CreateLadderResult> CreateAsync(string leadId) =>
        Ladder.CreateAsync(new CreateLadderRequest(leadId, Quebec) { Market = Montreal });
}
