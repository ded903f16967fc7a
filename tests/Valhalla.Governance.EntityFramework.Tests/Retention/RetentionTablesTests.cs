using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.EntityFramework.Tests.Retention;

/// <summary>What of each table stays, whatever its age, because something running needs it.</summary>
public sealed class RetentionTablesTests
{
    private static readonly ChangeAuthor Ann = new("ann");

    [Fact]
    public async Task Delete_Sqlite_KeepsWhatIsNeeded()
    {
        await using var store = new SqliteStoreUnderTest();
        await AssertAsync(store);
    }

    [PostgreSqlFact]
    public async Task Delete_PostgreSql_KeepsWhatIsNeeded()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await AssertAsync(store);
    }

    private static async Task AssertAsync(StoreUnderTest store)
    {
        await store.InitializeAsync();
        var closed = (await store.Ledger.ReserveAsync(10)).ReservationId!.Value;
        await store.Ledger.ReserveAsync(20);
        await store.Ledger.SettleAsync(closed, loss: 1);
        var decided = await RecommendAsync(store);
        var waiting = await RecommendAsync(store);
        await store.Heimdall.RecordOutcomeAsync(
            decided,
            success: true,
            overdue: false,
            store.Time.GetUtcNow(),
            new ScorecardCell(
                new DateOnly(2026, 1, 13), new DomainName("WHOLESALE_OFFER"), "v1", 9, 1, 1, 0, 0.95, 0.0025),
            CancellationToken.None);
        await LetterAsync(store, "delivered", resolve: true);
        await LetterAsync(store, "open", resolve: false);
        await ObserveAsync(store, step: 0);
        await StepAsync(store);
        await ObserveAsync(store, step: 1);
        var board = store.Services.GetRequiredService<IGoNoGoBoard>();
        var evaluations = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            store.Time.Advance(TimeSpan.FromSeconds(1));
            evaluations.Add((await board.EvaluateAsync(Ann)).Hash);
            if (i == 1)
            {
                await board.DecideAsync(new GoNoGoDecisionRequest(GoNoGoOutcome.NoGo, evaluations[i], "Not yet", Ann));
            }
        }

        await board.PostEvidenceAsync(new EvidencePost(
            [new EvidenceItem(new SignalName("policy_entropy"), EvidenceValue.Of(0.9m), null, null)], "test"));
        var lease = await store.Retention.TryBeginAsync("node", CancellationToken.None);

        Assert.Equal(0, await DeleteAsync(store, lease!, RetentionTableNames.RiskEvent, new DateTimeOffset(
            2020, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        foreach (var table in EveryTable())
        {
            await DeleteAsync(store, lease!, table, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        // The events of the reservation that is open, and not those of the one that is settled.
        var journal = await store.Ledger.ListEventsAsync(new RiskEventQuery(), CancellationToken.None);
        Assert.Equal(20, Assert.Single(journal).Amount.ToDecimal());
        Assert.Null(await store.Heimdall.FindAsync(decided, CancellationToken.None));
        Assert.NotNull(await store.Heimdall.FindAsync(waiting, CancellationToken.None));
        var letter = Assert.Single(await store.Notices.ListAsync(new NoticeDeadLetterQuery(), CancellationToken.None));
        Assert.Equal("open", letter.Notifier);

        Assert.Equal(0, (await store.Ramp.CountAsync(0, 10, CancellationToken.None)).Events);
        Assert.Equal(1, (await store.Ramp.CountAsync(1, 10, CancellationToken.None)).Events);
        var kept = new List<bool>();
        foreach (var hash in evaluations)
        {
            kept.Add((await store.GoNoGo.ReadAsync(hash, CancellationToken.None)).Asked is not null);
        }

        // What was decided on, and the newest.
        Assert.Equal([false, true, false, true], kept);
        Assert.DoesNotContain(await board.GetEvidenceAsync(), evidence => evidence.Signal.Value == "policy_entropy");

        // The sums stay, and the ledger goes on.
        Assert.Single(await store.Heimdall.ReadCellsAsync(
            null, null, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), CancellationToken.None));
        Assert.Equal(30, (await store.Ledger.RowAsync(Wholesale)).ExposureUsed.ToDecimal());
        Assert.True((await store.Ledger.ReserveAsync(5)).IsGranted);
    }

    private static async Task ObserveAsync(StoreUnderTest store, long step) => await store.Ramp.AppendAsync(
        [
            new StoredObservation(
                step, 0, 7, InfluenceDecision.Shadow, null, null, null, null, null, store.Time.GetUtcNow()),
        ],
        CancellationToken.None);

    private static async Task StepAsync(StoreUnderTest store) => await store.Control.CommitAsync(
        static (current, now) => InfluenceRules.Move(current.Influence, 100, InfluenceRules.SetAction, Ann, null, now)
            .ToControlChange(),
        CancellationToken.None);

    private static IEnumerable<string> EveryTable() =>
        RetentionRule.All(new RetentionOptions()).Select(rule => rule.Table);

    private static async Task<long> DeleteAsync(
        StoreUnderTest store, RetentionLease lease, string table, DateTimeOffset before)
    {
        var step = await store.Retention.DeleteAsync(
            lease, new RetentionOrder(table, before, AfterId: 0, BatchSize: 100, []), CancellationToken.None);
        return step!.Value.Rows;
    }

    private static async Task LetterAsync(StoreUnderTest store, string notifier, bool resolve)
    {
        var lease = await store.Notices.TryTakeAsync(notifier, "node", TimeSpan.FromHours(1), CancellationToken.None);
        await store.Notices.TryAdvanceAsync(
            lease!, 99, new NewDeadLetter("{}", 5, "Down."), TimeSpan.FromHours(1), CancellationToken.None);
        if (resolve)
        {
            await store.Notices.RecordRetryAsync(1, new NoticeOutcome(1, null), "ann", CancellationToken.None);
        }
    }

    private static async Task<long> RecommendAsync(StoreUnderTest store)
    {
        var result = await store.Heimdall.AppendAsync(
            new HeimdallRecommendation
            {
                Domain = new DomainName("WHOLESALE_OFFER"),
                ModelVersion = "v1",
                Confidence = 0.95,
                RecommendationJson = "{}",
                Actor = "tester",
                ProdEligible = false,
                Reasons = "",
                CreatedAt = store.Time.GetUtcNow(),
                OutcomeDueAt = store.Time.GetUtcNow().AddDays(3),
            },
            ticket: null,
            static _ => "",
            CancellationToken.None);
        return result.Id;
    }
}
