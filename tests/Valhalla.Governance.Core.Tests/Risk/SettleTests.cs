using Valhalla.Governance.Risk;
using Valhalla.Governance.Testing.Risk;
using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

public sealed class SettleTests
{
    [Fact]
    public async Task SettleAsync_WholeReservation_ClosesItAndKeepsTheExposure()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 500)).ReservationId!.Value;

        var result = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, RealizedLoss = M(40) });

        Assert.True(result.IsBooked);
        Assert.Equal(M(500), result.Amount);
        var row = await risk.RowAsync(Wholesale);
        Assert.Equal(M(500), row.ExposureUsed);
        Assert.Equal(Money.Zero, row.OpenRiskReserved);
        Assert.Equal(M(40), row.CurrentNetLoss);
        Assert.Equal(ReservationStatus.Settled, (await risk.Guard.FindReservationAsync(id))!.Status);
    }

    [Fact]
    public async Task SettleAsync_InParts_ClosesWithTheLastOne()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 500)).ReservationId!.Value;

        var first = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, Amount = M(200) });
        var tooMuch = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, Amount = M(300.0001m) });
        var second = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, Amount = M(300) });
        var third = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id });

        Assert.Equal(M(300), first.StillOpen);
        Assert.Equal(SettleStatus.AmountExceedsOpen, tooMuch.Status);
        Assert.Equal(Money.Zero, second.StillOpen);
        Assert.Equal(SettleStatus.ReservationClosed, third.Status);
        await LedgerFold.AssertHoldsAsync(risk.Store);
    }

    [Fact]
    public async Task SettleAsync_UnknownReservation_ChangesNothing()
    {
        await using var risk = new RiskFixture();

        var result = await risk.Guard.SettleAsync(
            new SettleRequest { ReservationId = new ReservationId(Guid.CreateVersion7(risk.Time.GetUtcNow())) });

        Assert.Equal(SettleStatus.ReservationUnknown, result.Status);
        Assert.Empty(await risk.Guard.ListEventsAsync(new RiskEventQuery()));
    }

    [Fact]
    public async Task SettleAsync_LossAboveTheAmount_IsBookedInFullFlaggedAndAudited()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 100)).ReservationId!.Value;

        var result = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, RealizedLoss = M(350) });

        Assert.True(result.IsOverrun);
        Assert.Equal(M(350), (await risk.RowAsync(Wholesale)).RealizedLoss);
        Assert.Contains(risk.Database.Audit, r => r.Entry.Action == "risk.overrun");
        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 1)).Status);
        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Capital, 1)).Status);
    }

    [Fact]
    public async Task SettleAsync_NetLossReachesTheCap_HaltsTheEngineForTheDay()
    {
        await using var risk = new RiskFixture();
        var first = (await risk.ReserveAsync(Wholesale, 300)).ReservationId!.Value;
        var second = (await risk.ReserveAsync(Wholesale, 100)).ReservationId!.Value;

        await risk.Guard.SettleAsync(new SettleRequest { ReservationId = first, RealizedLoss = M(200) });
        Assert.Equal(risk.Time.GetUtcNow(), (await risk.RowAsync(Wholesale)).HaltedAt);

        // A later profit does not lift the halt; the next day, or a changed policy, does.
        await risk.Guard.SettleAsync(new SettleRequest { ReservationId = second, RealizedProfit = M(100) });
        Assert.Equal(M(100), (await risk.RowAsync(Wholesale)).CurrentNetLoss);
        Assert.Equal(
            RiskLimit.MaxDailyLoss, Assert.Single((await risk.ReserveAsync(Wholesale, 1)).Violations).Limit);
        Assert.True((await risk.ReserveAsync(Capital, 1)).IsGranted);
        Assert.Single(await risk.Guard.ListEventsAsync(new RiskEventQuery { Kind = RiskEventKind.Halted }));
        Assert.Single(risk.Database.Audit, r => r.Entry.Action == "risk.halt");

        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await risk.SetPolicyAsync(Wholesale, c => c with { MaxDailyLoss = M(210), Reason = "raised" });
        Assert.True((await risk.ReserveAsync(Wholesale, 1)).IsGranted);
    }

    [Fact]
    public async Task SettleAsync_ByCorrelationId_TakesTheOldestOpenReservationsOfThatEngine()
    {
        await using var risk = new RiskFixture();
        var ids = new List<ReservationId>();
        foreach (var amount in new[] { 100m, 200m, 300m })
        {
            var result = await risk.Guard.ReserveAsync(Reserve(Wholesale, amount) with { CorrelationId = "deal_1" });
            ids.Add(result.ReservationId!.Value);
            risk.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await risk.Guard.ReserveAsync(Reserve(Capital, 50) with { CorrelationId = "deal_1" });
        var settled = await risk.Guard.SettleAsync(new SettleRequest
        {
            Engine = Wholesale,
            CorrelationId = "deal_1",
            Amount = M(250),
            RealizedLoss = M(5),
        });

        Assert.Equal(ids.Take(2), settled.Reservations);
        Assert.Equal(M(350), settled.StillOpen);
        Assert.Equal(M(50), (await risk.Guard.FindReservationAsync(ids[1]))!.Open);
        Assert.Equal(M(5), (await risk.Guard.FindReservationAsync(ids[0]))!.RealizedLoss);
        Assert.Equal(
            SettleStatus.AmountExceedsOpen,
            (await risk.Guard.SettleAsync(new SettleRequest
            {
                Engine = Wholesale,
                CorrelationId = "deal_1",
                Amount = M(351),
            })).Status);
        Assert.Equal(
            SettleStatus.ReservationUnknown,
            (await risk.Guard.SettleAsync(new SettleRequest { Engine = Wholesale, CorrelationId = "other" })).Status);
        await LedgerFold.AssertHoldsAsync(risk.Store);
    }

    [Fact]
    public async Task SettleAsync_WhileKilled_StaysPossible()
    {
        await using var risk = new RiskFixture();
        var first = (await risk.ReserveAsync(Wholesale, 100)).ReservationId!.Value;
        var second = (await risk.ReserveAsync(Wholesale, 100)).ReservationId!.Value;
        await risk.SetKillSwitchAsync(true);

        Assert.True((await risk.Guard.SettleAsync(new SettleRequest { ReservationId = first })).IsBooked);
        Assert.True((await risk.Guard.ReleaseAsync(new ReleaseRequest(second))).IsBooked);
    }

    [Fact]
    public async Task SettleAsync_LossAndProfit_IsMisuse()
    {
        await using var risk = new RiskFixture();
        await Assert.ThrowsAsync<ArgumentException>(async () => await risk.Guard.SettleAsync(new SettleRequest
        {
            Engine = Wholesale,
            CorrelationId = "x",
            RealizedLoss = M(1),
            RealizedProfit = M(1),
        }));
    }

    [Fact]
    public async Task SettleAsync_TotalsBeyond64Bits_IsAStatusAndNeverAWrap()
    {
        await using var risk = new RiskFixture();
        await risk.SetPolicyAsync(Wholesale, c => c with { MaxDailyLoss = M(1_000_000_000_000m) });
        await risk.SetPolicyAsync(EngineName.Global, c => c with { MaxDailyLoss = M(1_000_000_000_000m) });

        // 922 losses of 10^12 fit 64 bits, the 923rd does not; the reservation stays open for each part.
        var id = (await risk.ReserveAsync(Wholesale, 1_000)).ReservationId!.Value;
        SettleResult result;
        var booked = 0;
        do
        {
            result = await risk.Guard.SettleAsync(new SettleRequest
            {
                ReservationId = id,
                Amount = Money.Smallest,
                RealizedLoss = M(1_000_000_000_000m),
            });
            booked += result.IsBooked ? 1 : 0;
        }
        while (result.IsBooked);

        Assert.Equal(SettleStatus.AmountOverflow, result.Status);
        Assert.Equal(922, booked);
        await LedgerFold.AssertHoldsAsync(risk.Store);
    }

    [Fact]
    public async Task ReleaseAsync_OnTheSameDay_GivesExposureBack()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 1_000)).ReservationId!.Value;

        var part = await risk.Guard.ReleaseAsync(new ReleaseRequest(id) { Amount = M(400) });

        Assert.Equal(M(600), part.StillOpen);
        Assert.Equal(M(600), (await risk.RowAsync(Wholesale)).ExposureUsed);
        Assert.True((await risk.ReserveAsync(Wholesale, 400)).IsGranted);
        await risk.Guard.ReleaseAsync(new ReleaseRequest(id));
        Assert.Equal(ReservationStatus.Released, (await risk.Guard.FindReservationAsync(id))!.Status);
        Assert.Equal(
            SettleStatus.ReservationClosed, (await risk.Guard.ReleaseAsync(new ReleaseRequest(id))).Status);
        await LedgerFold.AssertHoldsAsync(risk.Store);
    }

    [Fact]
    public async Task Expiry_GivesBack_AndALateSettleIsBookedAndFlagged()
    {
        await using var risk = new RiskFixture();
        var reserved = await risk.Guard.ReserveAsync(
            Reserve(Wholesale, 1_000) with { TimeToLive = TimeSpan.FromMinutes(1) });
        var id = reserved.ReservationId!.Value;
        Assert.Empty(await risk.Store.ListExpiredAsync(10, default));

        risk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([id], await risk.Store.ListExpiredAsync(10, default));
        await ExpireAsync(risk, id);
        await ExpireAsync(risk, id);
        Assert.Equal(ReservationStatus.Expired, (await risk.Guard.FindReservationAsync(id))!.Status);
        Assert.Equal(Money.Zero, (await risk.RowAsync(Wholesale)).ExposureUsed);
        Assert.Single(await risk.Guard.ListEventsAsync(new RiskEventQuery { Kind = RiskEventKind.Expired }));

        var late = await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, RealizedLoss = M(10) });
        Assert.True(late.IsBooked);
        Assert.True(late.IsLate);
        var row = await risk.RowAsync(Wholesale);
        Assert.Equal(M(1_000), row.ExposureUsed);
        Assert.Equal(M(10), row.RealizedLoss);
        Assert.Equal(Money.Zero, row.OpenRiskReserved);
        Assert.Equal(
            SettleStatus.ReservationClosed,
            (await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id })).Status);
        await LedgerFold.AssertHoldsAsync(risk.Store);
    }

    private static async Task ExpireAsync(RiskFixture risk, ReservationId id)
    {
        var command = new ExpireCommand(id);
        await risk.Writer.SubmitAsync(command, default);
        await command.Completion;
    }
}
