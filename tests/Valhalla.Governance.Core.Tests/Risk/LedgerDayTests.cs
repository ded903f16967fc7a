using Valhalla.Governance.Testing.Risk;
using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

public sealed class LedgerDayTests
{
    [Fact]
    public async Task NewDay_CarriesOpenReservationsAndResetsTheRest()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 1_000)).ReservationId!.Value;
        await risk.ReserveAsync(Capital, 100);
        risk.Time.Advance(TimeSpan.FromDays(1));

        var before = await risk.RowAsync(Wholesale);
        Assert.Equal(new DateOnly(2026, 1, 14), before.Day);
        Assert.Equal(Money.Zero, before.ExposureUsed);
        Assert.Equal(M(1_000), before.OpenRiskReserved);

        Assert.True((await risk.ReserveAsync(Wholesale, 1_000)).IsGranted);
        Assert.Equal(M(2_000), (await risk.RowAsync(Wholesale)).OpenRiskReserved);
        Assert.Equal(M(100), (await risk.RowAsync(Capital)).OpenRiskReserved);

        // A settle books on the day on which it happens; a release of yesterday gives no exposure of today back.
        await risk.Guard.SettleAsync(new SettleRequest { ReservationId = id, Amount = M(1), RealizedLoss = M(3) });
        await risk.Guard.ReleaseAsync(new ReleaseRequest(id));
        var after = await risk.RowAsync(Wholesale);
        Assert.Equal(M(3), after.RealizedLoss);
        Assert.Equal(M(1_000), after.ExposureUsed);
        Assert.Equal(M(1_000), after.OpenRiskReserved);
        await LedgerFold.AssertHoldsAsync(risk.Store);
    }

    [Fact]
    public async Task ClockJumpsBack_TheLedgerDayStays()
    {
        await using var risk = new RiskFixture();
        await risk.ReserveAsync(Wholesale, 600);

        risk.Time.SetUtcNow(risk.Time.GetUtcNow() - TimeSpan.FromHours(26));

        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 600)).Status);
        Assert.Equal(new DateOnly(2026, 1, 13), (await risk.RowAsync(Wholesale)).Day);
    }

    // Toronto 2026: 8 March has 23 hours, 1 November has 25 (IANA tzdata).
    [Theory]
    [InlineData("2026-03-08T05:00:00Z", 23)]
    [InlineData("2026-11-01T04:00:00Z", 25)]
    public async Task DaylightSaving_OneCapForTheWholeDay(string midnight, int hours)
    {
        await using var risk = new RiskFixture("America/Toronto");
        var start = DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture);
        risk.Time.SetUtcNow(start);
        Assert.True((await risk.ReserveAsync(Wholesale, 600)).IsGranted);

        risk.Time.SetUtcNow(start.AddHours(hours).AddSeconds(-1));
        Assert.Equal(ReserveStatus.WouldExceedPolicy, (await risk.ReserveAsync(Wholesale, 600)).Status);

        risk.Time.SetUtcNow(start.AddHours(hours));
        Assert.True((await risk.ReserveAsync(Wholesale, 600)).IsGranted);
    }
}
