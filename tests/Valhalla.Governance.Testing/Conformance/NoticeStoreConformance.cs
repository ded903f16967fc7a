using Valhalla.Governance.Audit;
using Valhalla.Governance.Notices;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="INoticeStore"/> does.</summary>
public abstract class NoticeStoreConformance : StoreConformance
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(9);

    private INoticeStore Notices => Store.Notices;

    [ConformanceFact]
    public async Task Take_NewNotifier_StartsAtTheEndOfTheChain()
    {
        await AppendAsync(3);

        var lease = await TakeAsync("hook", "a");
        await AppendAsync(2);

        Assert.Equal(3, lease!.LastSequence);
        Assert.Equal(3, (await TakeAsync("hook", "a"))!.LastSequence);
        Assert.Equal(5, (await TakeAsync("later", "a"))!.LastSequence);
    }

    [ConformanceFact]
    public async Task Take_HeldByAnother_IsRefusedUntilGivenBack()
    {
        var first = await TakeAsync("hook", "a");

        Assert.Null(await TakeAsync("hook", "b"));
        Assert.NotNull(await TakeAsync("other", "b"));
        await Notices.ReleaseAsync(first!, CancellationToken.None);
        var second = await TakeAsync("hook", "b");

        Assert.Equal((first!.Fencing + 1, "b"), (second!.Fencing, second.Owner));
        Assert.Null(await TakeAsync("hook", "a"));
    }

    [ConformanceFact]
    public async Task Take_AgainByItsOwner_IsTheSameLease()
    {
        var first = await TakeAsync("hook", "a");

        Assert.Equal(first, await TakeAsync("hook", "a"));
    }

    [ConformanceFact]
    public async Task Take_LeaseRunOut_GoesToTheNext()
    {
        var first = await Notices.TryTakeAsync("hook", "a", TimeSpan.Zero, CancellationToken.None);

        var second = await TakeAsync("hook", "b");

        Assert.NotNull(second);
        Assert.NotEqual(first!.Fencing, second.Fencing);
    }

    [ConformanceFact]
    public async Task Take_Concurrently_OneGetsIt()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
            await TakeAsync("hook", $"node-{i}"))));

        Assert.Single(leases, lease => lease is not null);
    }

    [ConformanceFact]
    public async Task Advance_ByTheHolder_MovesThePlaceForward()
    {
        await AppendAsync(1);
        var lease = await TakeAsync("hook", "a");
        await AppendAsync(3);

        var advanced = await AdvanceAsync(lease!, 3);
        var again = await AdvanceAsync(lease!, 3);
        var back = await AdvanceAsync(lease!, 2);

        Assert.Equal((3, 3, 3), (advanced!.LastSequence, again!.LastSequence, back!.LastSequence));
        Assert.Equal(3, (await TakeAsync("hook", "a"))!.LastSequence);
    }

    [ConformanceFact]
    public async Task Advance_AfterAnotherTookOver_IsRefusedAndWritesNothing()
    {
        await AppendAsync(2);
        var old = await Notices.TryTakeAsync("hook", "a", TimeSpan.Zero, CancellationToken.None);
        var current = await TakeAsync("hook", "b");

        Assert.Null(await AdvanceAsync(old!, 9, new NewDeadLetter("{}", 5, "gone")));

        Assert.Equal(current!.LastSequence, (await TakeAsync("hook", "b"))!.LastSequence);
        Assert.Empty(await ListAsync(new NoticeDeadLetterQuery()));
    }

    [ConformanceFact]
    public async Task Advance_WithADeadLetter_KeepsItOnceAndAsItWas()
    {
        var lease = await TakeAsync("hook", "a");
        var letter = new NewDeadLetter("""{"id":"7-é"}""", 5, "The receiver answered 500.");

        await AdvanceAsync(lease!, 7, letter);
        await AdvanceAsync(lease!, 7, letter);

        var kept = Assert.Single(await ListAsync(new NoticeDeadLetterQuery()));
        Assert.Equal(
            ("hook", 7, letter.NoticeJson, 5, letter.LastError),
            (kept.Notifier, kept.Sequence, kept.NoticeJson, kept.Attempts, kept.LastError));
        Assert.Null(kept.ResolvedAt);
        Assert.Equal(kept, await Notices.FindAsync(kept.Id, CancellationToken.None));
        Assert.Null(await Notices.FindAsync(kept.Id + 1, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task List_FiltersAndPages_NewestFirst()
    {
        await FillAsync("a", 1, 2, 3);
        await FillAsync("b", 4);
        var all = await ListAsync(new NoticeDeadLetterQuery());
        await ResolveAsync(all[3].Id);

        Assert.Equal([4, 3, 2, 1], all.Select(letter => letter.Sequence));
        Assert.Equal([3, 2], Sequences(await ListAsync(new NoticeDeadLetterQuery { BeforeId = all[0].Id, Limit = 2 })));
        Assert.Equal([4], Sequences(await ListAsync(new NoticeDeadLetterQuery { Notifier = "b" })));
        Assert.Equal([3, 2], Sequences(await ListAsync(new NoticeDeadLetterQuery { Notifier = "a", OpenOnly = true })));
        Assert.Equal(3, await Notices.CountOpenAsync(["a", "b"], CancellationToken.None));
        Assert.Equal(1, await Notices.CountOpenAsync(["b", "c"], CancellationToken.None));
    }

    [ConformanceFact]
    public async Task RecordRetry_FailedThenDelivered_CountsAndResolvesOnce()
    {
        await FillAsync("hook", 1);
        var id = (await ListAsync(new NoticeDeadLetterQuery()))[0].Id;

        var failed = await Notices.RecordRetryAsync(id, new(1, "Still down."), "ann", CancellationToken.None);
        var delivered = await Notices.RecordRetryAsync(id, new(1, null), "bob", CancellationToken.None);
        var late = await Notices.RecordRetryAsync(id, new(1, "Down again."), "eve", CancellationToken.None);

        Assert.Equal((4, "Still down.", "ann"), (failed!.Attempts, failed.LastError, failed.RetriedBy));
        Assert.Null(failed.ResolvedAt);
        Assert.Equal((5, "Still down.", "bob"), (delivered!.Attempts, delivered.LastError, delivered.RetriedBy));
        Assert.NotNull(delivered.ResolvedAt);
        Assert.Equal(delivered, late);
        Assert.Null(await Notices.RecordRetryAsync(id + 1, new(1, null), "ann", CancellationToken.None));
    }

    private static IEnumerable<long> Sequences(IReadOnlyList<NoticeDeadLetter> letters) =>
        letters.Select(letter => letter.Sequence);

    private async Task FillAsync(string notifier, params long[] sequences)
    {
        var lease = await TakeAsync(notifier, "node");
        foreach (var sequence in sequences)
        {
            await AdvanceAsync(lease!, sequence, new NewDeadLetter("{}", 3, "Down."));
        }
    }

    private async Task ResolveAsync(long id) =>
        await Notices.RecordRetryAsync(id, new NoticeOutcome(1, null), "ann", CancellationToken.None);

    private async Task<NoticeLease?> TakeAsync(string notifier, string owner) =>
        await Notices.TryTakeAsync(notifier, owner, Long, CancellationToken.None);

    private async Task<NoticeLease?> AdvanceAsync(NoticeLease lease, long sequence, NewDeadLetter? letter = null) =>
        await Notices.TryAdvanceAsync(lease, sequence, letter, Long, CancellationToken.None);

    private async Task<IReadOnlyList<NoticeDeadLetter>> ListAsync(NoticeDeadLetterQuery query) =>
        await Notices.ListAsync(query, CancellationToken.None);

    private async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Store.Audit.AppendAsync(
                new AuditEntry("test.change", "", ChangeAuthor.System, null, null, null), CancellationToken.None);
        }
    }
}
