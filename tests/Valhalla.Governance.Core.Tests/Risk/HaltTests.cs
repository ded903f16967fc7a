using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>An engine halts as often as its cap is reached, under each of its policies.</summary>
public sealed class HaltTests
{
    [Theory]
    [InlineData("WHOLESALE")]
    [InlineData("GLOBAL")]
    public async Task SettleAsync_RaisedCapReached_HaltsAgain(string scope)
    {
        await using var risk = new RiskFixture();
        var halted = new EngineName(scope);
        await SetLossCapsAsync(risk, halted, 200, others: 100_000);
        var id = (await risk.ReserveAsync(Wholesale, 900)).ReservationId!.Value;
        await SettleAsync(risk, id, loss: 200);
        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 1)).Status);

        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await risk.SetPolicyAsync(halted, change => change with { MaxDailyLoss = M(400) });
        Assert.True((await risk.ReserveAsync(Wholesale, 1)).IsGranted);
        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await SettleAsync(risk, id, loss: 200);
        var second = risk.Time.GetUtcNow();
        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await SettleAsync(risk, id, profit: 150);

        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 1)).Status);
        Assert.Equal(second, (await risk.RowAsync(halted)).HaltedAt);
        Assert.Equal(2, (await risk.Guard.ListEventsAsync(new RiskEventQuery { Kind = RiskEventKind.Halted })).Count);
        Assert.Equal(2, risk.Database.Audit.Count(r => r.Entry.Action == "risk.halt"));
    }

    [Fact]
    public async Task SettleAsync_CapLoweredBelowTheNetLoss_HaltsWithTheNextSettlement()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 500)).ReservationId!.Value;
        await SettleAsync(risk, id, loss: 150);
        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await risk.SetPolicyAsync(Wholesale, change => change with { MaxDailyLoss = M(100) });

        await SettleAsync(risk, id, profit: 90);
        await SettleAsync(risk, id, profit: 10);

        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 1)).Status);
        Assert.Single(risk.Database.Audit, r => r.Entry.Action == "risk.halt");
    }

    [Theory]
    [InlineData(400, 250)]
    [InlineData(1_000, 300)]
    public async Task SettleAsync_CapRaisedAfterAHaltAndLoweredAgain_HaltsAgain(decimal raised, decimal lowered)
    {
        await using var risk = new RiskFixture();
        await SetLossCapsAsync(risk, Wholesale, 200, others: 100_000);
        var id = (await risk.ReserveAsync(Wholesale, 900)).ReservationId!.Value;
        await SettleAsync(risk, id, loss: 200);
        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await risk.SetPolicyAsync(Wholesale, change => change with { MaxDailyLoss = M(raised) });
        await SettleAsync(risk, id, loss: 100);
        risk.Time.Advance(TimeSpan.FromMinutes(1));
        await risk.SetPolicyAsync(Wholesale, change => change with { MaxDailyLoss = M(lowered) });

        await SettleAsync(risk, id, profit: 100);

        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 1)).Status);
        Assert.Equal(2, risk.Database.Audit.Count(r => r.Entry.Action == "risk.halt"));
    }

    [Fact]
    public async Task SettleAsync_ClockSetBackBehindThePolicy_HaltsOnceAndStaysHalted()
    {
        await using var risk = new RiskFixture();
        risk.Time.Advance(TimeSpan.FromHours(2));
        await risk.SetPolicyAsync(Wholesale, change => change with { MaxDailyLoss = M(150) });
        risk.Time.SetUtcNow(risk.Time.GetUtcNow().AddHours(-2));
        var id = (await risk.ReserveAsync(Wholesale, 500)).ReservationId!.Value;

        await SettleAsync(risk, id, loss: 150);
        await SettleAsync(risk, id, loss: 10);
        await SettleAsync(risk, id, profit: 100);

        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 1)).Status);
        Assert.Single(risk.Database.Audit, r => r.Entry.Action == "risk.halt");
    }

    private static async Task SetLossCapsAsync(RiskFixture risk, EngineName halted, decimal cap, decimal others)
    {
        foreach (var engine in new[] { Wholesale, EngineName.Global })
        {
            await risk.SetPolicyAsync(
                engine, change => change with { MaxDailyLoss = M(engine == halted ? cap : others) });
        }
    }

    private static async Task SettleAsync(RiskFixture risk, ReservationId id, decimal loss = 0, decimal profit = 0)
    {
        var result = await risk.Guard.SettleAsync(new SettleRequest
        {
            ReservationId = id,
            Amount = M(10),
            RealizedLoss = M(loss),
            RealizedProfit = M(profit),
        });
        Assert.True(result.IsBooked);
    }
}
