using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Testing.Risk;

/// <summary>Invariant 2 of the ledger: every total is the fold of the journal, and the engines sum to GLOBAL.</summary>
internal static class LedgerFold
{
    /// <summary>Asserts it for everything a store holds.</summary>
    public static async Task AssertHoldsAsync(ILedgerStore store, CancellationToken cancellationToken = default)
    {
        var events = new List<RiskEvent>();
        long? before = null;
        while (true)
        {
            var page = await store.ListEventsAsync(
                new RiskEventQuery { BeforeId = before, Limit = 1_000 }, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            events.AddRange(page);
            before = page[^1].Id;
        }

        var reading = await store.ReadLatestAsync(cancellationToken);
        if (events.Count > 0)
        {
            var engines = reading.Rows.Where(row => !row.Engine.IsGlobal).ToList();

            // An engine without a policy is denied, and has no row.
            Assert.Empty(events.Where(e => e.Day == reading.Rows[0].Day && e.Kind != RiskEventKind.Denied)
                .Select(e => e.Engine).Where(e => !e.IsGlobal).Except(engines.Select(row => row.Engine)));
            var global = Assert.Single(reading.Rows, row => row.Engine.IsGlobal);
            Assert.Equal(global.ExposureUsed, Sum(engines, row => row.ExposureUsed));
            Assert.Equal(global.OpenRiskReserved, Sum(engines, row => row.OpenRiskReserved));
        }

        foreach (var row in reading.Rows)
        {
            var own = row.Engine.IsGlobal ? events : events.FindAll(e => e.Engine == row.Engine);
            AssertRow(row, own);
        }

        await AssertReservationsAsync(store, events, cancellationToken);
    }

    private static void AssertRow(RiskLedgerDay row, List<RiskEvent> events)
    {
        var today = events.FindAll(e => e.Day == row.Day);
        Assert.Equal(Sum(today, e => e.ExposureDelta), row.ExposureUsed);
        Assert.Equal(Sum(today, e => e.RealizedLoss), row.RealizedLoss);
        Assert.Equal(Sum(today, e => e.RealizedProfit), row.RealizedProfit);
        Assert.Equal(Sum(events, e => e.OpenDelta), row.OpenRiskReserved);
        Assert.Equal(today.LongCount(e => e.Kind == RiskEventKind.Reserved), row.Reservations);
        Assert.Equal(today.LongCount(e => e.Kind == RiskEventKind.Denied), row.Denials);
    }

    private static async Task AssertReservationsAsync(
        ILedgerStore store, List<RiskEvent> events, CancellationToken cancellationToken)
    {
        foreach (var group in events.Where(e => e.ReservationId is not null).GroupBy(e => e.ReservationId!.Value))
        {
            var reservation = await store.FindReservationAsync(group.Key, cancellationToken);
            Assert.NotNull(reservation);
            Assert.Single(group, e => e.Kind == RiskEventKind.Reserved);
            Assert.Equal(
                reservation.Amount,
                reservation.Open + reservation.Settled + reservation.Released + reservation.Expired);
            Assert.Equal(Sum(group, e => e.OpenDelta), reservation.Open);
            Assert.Equal(Sum(group.Where(e => e.Kind == RiskEventKind.Settled), e => e.Amount), reservation.Settled);
            Assert.Equal(Sum(group, e => e.RealizedLoss), reservation.RealizedLoss);
            Assert.Equal(Sum(group, e => e.RealizedProfit), reservation.RealizedProfit);
            Assert.Equal(reservation.Status == ReservationStatus.Open, reservation.Open.IsPositive);
        }
    }

    private static Money Sum<T>(IEnumerable<T> items, Func<T, Money> amountOf) =>
        items.Aggregate(Money.Zero, (sum, item) => sum + amountOf(item));
}
