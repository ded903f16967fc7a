using Valhalla.Governance.Risk;
using Valhalla.Governance.Testing.Risk;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="ILedgerStore"/> does.</summary>
public abstract partial class LedgerStoreConformance : StoreConformance
{
    private ILedgerStore Ledger => Store.Ledger;

    [ConformanceFact]
    public async Task Commit_ConcurrentBatches_CapIsReachedAndNeverPassed()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
            Task.Run(() => Ledger.ReserveAsync(30, i % 2 == 0 ? Wholesale : Capital))));

        var row = await Ledger.RowAsync(EngineName.Global);
        var granted = results.Count(result => result.IsGranted);
        Assert.Equal(50, granted);
        Assert.Equal(1_500, row.ExposureUsed.ToDecimal());
        Assert.Equal(50, row.Reservations);
        Assert.Equal(14, row.Denials);
        await LedgerFold.AssertHoldsAsync(Ledger);
    }

    [ConformanceFact]
    public async Task Commit_Granted_ReservationIsFoundAsItWasBooked()
    {
        var result = await Ledger.ReserveAsync(12.3456m, correlationId: "deal-7", timeToLive: TimeSpan.FromHours(2));

        var found = await Ledger.FindReservationAsync(result.ReservationId!.Value, CancellationToken.None);

        Assert.NotNull(found);
        Assert.Equal(Wholesale, found.Engine);
        Assert.Equal(12.3456m, found.Amount.ToDecimal());
        Assert.Equal(12.3456m, found.Open.ToDecimal());
        Assert.Equal("tester", found.Actor);
        Assert.Equal("deal-7", found.CorrelationId);
        Assert.Equal(found.CreatedAt.AddHours(2), found.ExpiresAt);
        Assert.Equal(TimeSpan.Zero, found.CreatedAt.Offset);
        Assert.Null(found.ClosedAt);
    }

    [ConformanceFact]
    public async Task Commit_ManyInOneBatch_EventsKeepTheOrderOfTheCommands()
    {
        var commands = Enumerable.Range(1, 40).Select(i => (LedgerCommand)Reserve(i)).ToList();

        await Ledger.CommitAsync(Of(commands), CancellationToken.None);

        var events = await Ledger.ListEventsAsync(
            new RiskEventQuery { Kind = RiskEventKind.Reserved, Limit = 1_000 }, CancellationToken.None);
        var amounts = events.OrderBy(entry => entry.Id).Select(entry => entry.Amount.ToDecimal()).ToList();
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (decimal)i), amounts);
        await LedgerFold.AssertHoldsAsync(Ledger);
    }

    [ConformanceFact]
    public async Task Commit_PolicyChangedBetweenBatches_TheNextBatchDecidesOnIt()
    {
        LeavesStoreWhole = false;
        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await Ledger.ReserveAsync(1_200)).Status);
        await Store.Control.RaiseCapsAsync(1_000_000);
        Assert.True((await Ledger.ReserveAsync(1_200)).IsGranted);
    }

    [ConformanceFact]
    public async Task Commit_SameKeySameRequest_StoredAnswerAndOneBooking()
    {
        var first = await Ledger.ReserveAsync(100, key: "order-1");
        var second = await Ledger.ReserveAsync(100, key: "order-1");

        Assert.Equal(first.ReservationId, second.ReservationId);
        Assert.True(second.IsReplay);
        Assert.Equal(100, (await Ledger.RowAsync(Wholesale)).ExposureUsed.ToDecimal());
    }

    [ConformanceFact]
    public async Task Commit_SameKeyAfterDenial_SameDenialAlthoughItWouldNowFit()
    {
        LeavesStoreWhole = false;
        var first = await Ledger.ReserveAsync(1_200, key: "order-2");
        await Store.Control.RaiseCapsAsync(1_000_000);

        var second = await Ledger.ReserveAsync(1_200, key: "order-2");

        Assert.Equal(ReserveStatus.WouldExceedPolicy, first.Status);
        Assert.Equal(ReserveStatus.WouldExceedPolicy, second.Status);
        Assert.True(second.IsReplay);
        Assert.Equal(first.Violations, second.Violations);
        Assert.Equal(1, (await Ledger.RowAsync(Wholesale)).Denials);
    }

    [ConformanceFact]
    public async Task Commit_SameKeyOtherRequest_RefusedAndNothingBooked()
    {
        await Ledger.ReserveAsync(10, key: "order-3");

        var other = await Ledger.ReserveAsync(20, key: "order-3", hash: new string('b', 64));

        Assert.Equal(ReserveStatus.IdempotencyKeyReused, other.Status);
        Assert.Equal(10, (await Ledger.RowAsync(Wholesale)).ExposureUsed.ToDecimal());
    }

    [ConformanceFact]
    public async Task Commit_SameKeyInRacingBatches_OneBooking()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Ledger.ReserveAsync(5, key: "race"))));

        Assert.Single(results.Select(result => result.ReservationId).Distinct());
        Assert.Equal(1, results.Count(result => !result.IsReplay));
        Assert.Equal(5, (await Ledger.RowAsync(Wholesale)).ExposureUsed.ToDecimal());
    }

    [ConformanceFact]
    public async Task Settle_PartThenRest_ReservationIsConservedAndClosed()
    {
        var id = (await Ledger.ReserveAsync(100)).ReservationId!.Value;

        await Ledger.SettleAsync(id, amount: 40, loss: 15);
        var rest = await Ledger.SettleAsync(id, profit: 5);

        Assert.Equal(60, rest.Amount.ToDecimal());
        var closed = (await Ledger.FindReservationAsync(id, CancellationToken.None))!;
        Assert.Equal(ReservationStatus.Settled, closed.Status);
        Assert.Equal(100, closed.Settled.ToDecimal());
        Assert.NotNull(closed.ClosedAt);
        var row = await Ledger.RowAsync(EngineName.Global);
        Assert.Equal((0m, 15m, 5m), (
            row.OpenRiskReserved.ToDecimal(), row.RealizedLoss.ToDecimal(), row.RealizedProfit.ToDecimal()));
        await LedgerFold.AssertHoldsAsync(Ledger);
    }

    [ConformanceFact]
    public async Task Settle_TooMuchTwiceOrUnknown_RefusedAndNothingChanged()
    {
        var id = (await Ledger.ReserveAsync(100)).ReservationId!.Value;

        Assert.Equal(SettleStatus.AmountExceedsOpen, (await Ledger.SettleAsync(id, 101)).Status);
        Assert.Equal(
            SettleStatus.ReservationUnknown,
            (await Ledger.SettleAsync(new ReservationId(Guid.CreateVersion7()))).Status);
        await Ledger.SettleAsync(id);
        Assert.Equal(SettleStatus.ReservationClosed, (await Ledger.SettleAsync(id)).Status);
        Assert.Equal(2, (await Ledger.ListEventsAsync(new RiskEventQuery(), CancellationToken.None)).Count);
    }

    [ConformanceFact]
    public async Task Settle_ByCorrelation_OldestFirst()
    {
        var older = (await Ledger.ReserveAsync(30, correlationId: "deal")).ReservationId!.Value;
        var newer = (await Ledger.ReserveAsync(30, correlationId: "deal")).ReservationId!.Value;
        await Ledger.ReserveAsync(30, Capital, correlationId: "deal");
        var settle = new SettleCommand(
            new SettleRequest { Engine = Wholesale, CorrelationId = "deal", Amount = Money.FromDecimal(40) }, null);

        await Ledger.CommitAsync(Of(settle), CancellationToken.None);

        Assert.Equal(30, (await Ledger.FindReservationAsync(older, default))!.Settled.ToDecimal());
        Assert.Equal(10, (await Ledger.FindReservationAsync(newer, default))!.Settled.ToDecimal());
        Assert.Equal(30, (await Ledger.RowAsync(Capital)).OpenRiskReserved.ToDecimal());
    }

    [ConformanceFact]
    public async Task Expire_Overdue_ListedGivenBackAndSettledLate()
    {
        var id = (await Ledger.ReserveAsync(70, timeToLive: TimeSpan.FromHours(1))).ReservationId!.Value;
        await Ledger.ReserveAsync(10, timeToLive: TimeSpan.FromDays(300));
        Assert.Empty(await Ledger.ListExpiredAsync(10, CancellationToken.None));

        await Store.PassDaysAsync(1);
        var due = Assert.Single(await Ledger.ListExpiredAsync(10, CancellationToken.None));
        await Ledger.CommitAsync(Of(new ExpireCommand(due)), CancellationToken.None);

        Assert.Equal(id, due);
        Assert.Equal(ReservationStatus.Expired, (await Ledger.FindReservationAsync(id, default))!.Status);
        Assert.Equal(10, (await Ledger.RowAsync(Wholesale)).OpenRiskReserved.ToDecimal());
        Assert.True((await Ledger.SettleAsync(id, loss: 3)).IsLate);
        await LedgerFold.AssertHoldsAsync(Ledger);
    }

    [ConformanceFact]
    public async Task Commit_NextDay_OpenCarriesOverAndTheRestStartsAnew()
    {
        var id = (await Ledger.ReserveAsync(400)).ReservationId!.Value;
        await Ledger.ReserveAsync(100, Capital);
        await Ledger.SettleAsync(id, amount: 100, loss: 20);
        var before = await Ledger.RowAsync(Wholesale);

        await Store.PassDaysAsync(1);
        await Ledger.ReserveAsync(50);

        var row = await Ledger.RowAsync(Wholesale);
        Assert.Equal(before.Day.AddDays(DaysMoved), row.Day);
        Assert.Equal((50m, 350m, 0m), (
            row.ExposureUsed.ToDecimal(), row.OpenRiskReserved.ToDecimal(), row.RealizedLoss.ToDecimal()));
        var other = await Ledger.RowAsync(Capital);
        Assert.Equal((row.Day, 100m), (other.Day, other.OpenRiskReserved.ToDecimal()));
    }

    [ConformanceFact]
    public async Task Commit_OverrunAndHalt_AuditedInTheSameTransaction()
    {
        var id = (await Ledger.ReserveAsync(100)).ReservationId!.Value;

        await Ledger.SettleAsync(id, loss: 220);

        var audit = await Store.Audit.ReadAsync(0, 100, CancellationToken.None);
        Assert.Contains(audit, record => record.Entry.Action == "risk.overrun");
        Assert.Contains(audit, record => record.Entry.Action == "risk.halt");
        Assert.NotNull((await Ledger.RowAsync(Wholesale)).HaltedAt);
        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await Ledger.ReserveAsync(1)).Status);
        AuditStoreConformance.AssertChain(audit);
    }

    [ConformanceFact]
    public async Task ListReservations_PagedAndFiltered_NewestFirstWithoutGaps()
    {
        var ids = new List<ReservationId>();
        for (var i = 0; i < 7; i++)
        {
            var result = await Ledger.ReserveAsync(10, i % 2 == 0 ? Wholesale : Capital, correlationId: $"c{i / 4}");
            ids.Add(result.ReservationId!.Value);
        }

        await Ledger.SettleAsync(ids[0]);
        ids.Sort((left, right) => right.Value.CompareTo(left.Value));
        var first = await ListAsync(new ReservationQuery { Limit = 4 });
        var second = await ListAsync(new ReservationQuery { Limit = 4, Before = first[^1] });

        Assert.Equal(ids, [.. first, .. second]);
        Assert.Equal(3, (await ListAsync(new ReservationQuery { Engine = Capital })).Count);
        Assert.Single(await ListAsync(new ReservationQuery { Status = ReservationStatus.Settled }));
        Assert.Equal(3, (await ListAsync(new ReservationQuery { CorrelationId = "c1" })).Count);
    }

    [ConformanceFact]
    public async Task ListEvents_PagedAndFiltered_NewestFirstWithoutGaps()
    {
        var id = (await Ledger.ReserveAsync(10, correlationId: "x")).ReservationId!.Value;
        await Ledger.ReserveAsync(20, Capital);
        await Ledger.ReserveAsync(5_000, Capital);
        await Ledger.SettleAsync(id);

        var first = await Ledger.ListEventsAsync(new RiskEventQuery { Limit = 2 }, default);
        var second = await Ledger.ListEventsAsync(new RiskEventQuery { Limit = 10, BeforeId = first[^1].Id }, default);

        Assert.Equal([RiskEventKind.Settled, RiskEventKind.Denied], first.Select(entry => entry.Kind));
        Assert.Equal([20m, 10m], second.Select(entry => entry.Amount.ToDecimal()));
        Assert.Equal(2, (await Ledger.ListEventsAsync(new RiskEventQuery { ReservationId = id }, default)).Count);
        Assert.Equal(2, (await Ledger.ListEventsAsync(new RiskEventQuery { Engine = Capital }, default)).Count);
        Assert.Equal(2, (await Ledger.ListEventsAsync(new RiskEventQuery { CorrelationId = "x" }, default)).Count);
        var denied = Assert.Single(
            await Ledger.ListEventsAsync(new RiskEventQuery { Kind = RiskEventKind.Denied }, default));
        Assert.Equal("would_exceed_policy", denied.Reason);
        Assert.NotNull(denied.DetailJson);
    }

    /// <summary>
    /// How many days later the clock shows after a day has passed: 0 where the past is moved instead.
    /// </summary>
    private protected virtual int DaysMoved => 1;

    private async Task<List<ReservationId>> ListAsync(ReservationQuery query) =>
        [.. (await Ledger.ListReservationsAsync(query, CancellationToken.None)).Select(found => found.Id)];
}
