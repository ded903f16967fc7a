using Valhalla.Governance.Risk;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>Settling by engine and correlation id, whatever came before under the same id.</summary>
public abstract class LedgerCorrelationConformance : StoreConformance
{
    private ILedgerStore Ledger => Store.Ledger;

    [ConformanceFact]
    public async Task Settle_ByCorrelationBehindManyClosed_TheOpenOneIsBooked()
    {
        await ReserveManyAsync(1_001, "deal");
        Assert.Equal(100.1m, (await SettleDealAsync()).Amount.ToDecimal());
        Assert.Equal(SettleStatus.ReservationClosed, (await SettleDealAsync()).Status);

        var open = (await Ledger.ReserveAsync(30, correlationId: "deal")).ReservationId!.Value;
        var settled = await SettleDealAsync(loss: 7);

        Assert.Equal(SettleStatus.Booked, settled.Status);
        Assert.Equal([open], settled.Reservations);
        var row = await Ledger.RowAsync(Wholesale);
        Assert.Equal((7m, 0m), (row.RealizedLoss.ToDecimal(), row.OpenRiskReserved.ToDecimal()));
    }

    [ConformanceFact]
    public async Task Settle_ByCorrelationWithManyOpen_OldestFirstAndThenAllOfThem()
    {
        var ids = await ReserveManyAsync(1_300, "deal");

        var part = await SettleDealAsync(amount: 110.05m);
        var tooMuch = await SettleDealAsync(amount: 20);
        var rest = await SettleDealAsync(profit: 3);

        Assert.Equal(ids.Take(1_101), part.Reservations);
        Assert.Equal(19.95m, part.StillOpen.ToDecimal());
        Assert.Equal(
            (SettleStatus.AmountExceedsOpen, 19.95m), (tooMuch.Status, tooMuch.StillOpen.ToDecimal()));
        Assert.Equal(ids.Skip(1_100), rest.Reservations);
        Assert.Equal(0, (await Ledger.RowAsync(Wholesale)).OpenRiskReserved.ToDecimal());
    }

    [ConformanceFact]
    public async Task Settle_ByCorrelationTwiceInOneBatch_EachFindsWhatTheOtherLeft()
    {
        await ReserveManyAsync(1_001, "deal");
        await SettleDealAsync();
        await ReserveManyAsync(2, "deal");
        var first = Deal(amount: 0.15m, loss: 0, profit: 0);
        var added = Reserve(5, correlationId: "deal");
        var second = Deal(amount: null, loss: 0, profit: 0);

        await Ledger.CommitAsync(Of(first, added, second), CancellationToken.None);

        Assert.Equal(5.05m, (await ResultAsync(second)).Amount.ToDecimal());
        Assert.Equal(0, (await Ledger.RowAsync(Wholesale)).OpenRiskReserved.ToDecimal());
    }

    [ConformanceFact]
    public async Task Settle_ByCorrelationWithManyExpired_AllAreSettledLate()
    {
        var ids = await ReserveManyAsync(1_201, "deal", TimeSpan.FromHours(1));
        await Store.PassDaysAsync(1);
        await Ledger.CommitAsync(Of([.. ids.Select(id => new ExpireCommand(id))]), CancellationToken.None);

        var late = await SettleDealAsync(loss: 4);
        var open = (await Ledger.ReserveAsync(10, correlationId: "deal")).ReservationId!.Value;
        var inTime = await SettleDealAsync();

        Assert.Equal((true, 120.1m), (late.IsLate, late.Amount.ToDecimal()));
        Assert.Equal([open], inTime.Reservations);
        Assert.False(inTime.IsLate);
    }

    private async Task<List<ReservationId>> ReserveManyAsync(
        int count, string correlationId, TimeSpan? timeToLive = null)
    {
        var commands = Enumerable.Range(0, count)
            .Select(_ => Reserve(0.1m, correlationId: correlationId, timeToLive: timeToLive))
            .ToList();
        await Ledger.CommitAsync(Of(commands), CancellationToken.None);
        var ids = new List<ReservationId>(count);
        foreach (var command in commands)
        {
            command.Complete(continueHere: true);
            ids.Add((await command.Completion).ReservationId!.Value);
        }

        return ids;
    }

    private async Task<SettleResult> SettleDealAsync(decimal? amount = null, decimal loss = 0, decimal profit = 0)
    {
        var command = Deal(amount, loss, profit);
        await Ledger.CommitAsync(Of(command), CancellationToken.None);
        return await ResultAsync(command);
    }

    private static async Task<SettleResult> ResultAsync(SettleCommand command)
    {
        command.Complete(continueHere: true);
        return await command.Completion;
    }

    private static SettleCommand Deal(decimal? amount, decimal loss, decimal profit) => new(
        new SettleRequest
        {
            Engine = Wholesale,
            CorrelationId = "deal",
            Amount = amount is { } value ? Money.FromDecimal(value) : null,
            RealizedLoss = Money.FromDecimal(loss),
            RealizedProfit = Money.FromDecimal(profit),
        },
        null);
}
