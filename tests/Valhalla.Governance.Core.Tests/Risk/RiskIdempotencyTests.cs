using Valhalla.Governance.Risk;
using static Valhalla.Governance.Core.Tests.Risk.RiskFixture;

namespace Valhalla.Governance.Core.Tests.Risk;

public sealed class RiskIdempotencyTests
{
    [Fact]
    public async Task ReserveAsync_SameKeySameRequest_AnswersTheStoredDecision()
    {
        await using var risk = new RiskFixture();

        var first = await risk.ReserveAsync(Wholesale, 600, "k1");
        var second = await risk.ReserveAsync(Wholesale, 600, "k1");

        Assert.True(second.IsReplay);
        Assert.Equal(first.ReservationId, second.ReservationId);
        Assert.Equal(M(600), (await risk.RowAsync(Wholesale)).ExposureUsed);
    }

    [Fact]
    public async Task ReserveAsync_SameKey_ReplaysADenialEvenWhenThereIsRoomNow()
    {
        await using var risk = new RiskFixture();
        var first = await risk.ReserveAsync(Wholesale, 1_200, "k1");
        await risk.SetPolicyAsync(Wholesale, c => c with { MaxDailyExposure = M(5_000) });

        var second = await risk.ReserveAsync(Wholesale, 1_200, "k1");

        Assert.Equal(ReserveStatus.WouldExceedPolicy, second.Status);
        Assert.True(second.IsReplay);
        Assert.Equal(first.Violations, second.Violations);
        Assert.Equal(1, (await risk.RowAsync(Wholesale)).Denials);
    }

    [Fact]
    public async Task ReserveAsync_SameKeyOtherRequest_IsRefusedAndBooksNothing()
    {
        await using var risk = new RiskFixture();
        await risk.ReserveAsync(Wholesale, 600, "k1");

        Assert.Equal(ReserveStatus.IdempotencyKeyReused, (await risk.ReserveAsync(Wholesale, 601, "k1")).Status);
        Assert.Equal(ReserveStatus.IdempotencyKeyReused, (await risk.ReserveAsync(Capital, 600, "k1")).Status);
        Assert.Equal(M(600), (await risk.RowAsync(EngineName.Global)).ExposureUsed);
    }

    [Fact]
    public async Task ReserveAsync_KeyStillRunning_IsInFlight()
    {
        var gate = new TaskCompletionSource();
        await using var risk = new RiskFixture(wrap: store => new GatedLedgerStore(store, gate.Task));

        var first = risk.ReserveAsync(Wholesale, 600, "k1");
        var second = await risk.ReserveAsync(Wholesale, 600, "k1");
        gate.SetResult();

        Assert.Equal(ReserveStatus.InFlight, second.Status);
        Assert.True((await first).IsGranted);
        Assert.True((await risk.ReserveAsync(Wholesale, 600, "k1")).IsReplay);
    }

    [Fact]
    public async Task SettleAsync_SameKey_IsBookedOnce()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 600)).ReservationId!.Value;
        var request = new SettleRequest
        {
            ReservationId = id,
            Amount = M(100),
            RealizedLoss = M(7),
            IdempotencyKey = "s1",
        };

        await risk.Guard.SettleAsync(request);
        var replay = await risk.Guard.SettleAsync(request);

        Assert.True(replay.IsReplay);
        Assert.Equal(M(7), (await risk.RowAsync(Wholesale)).RealizedLoss);
        Assert.Equal(
            SettleStatus.IdempotencyKeyReused,
            (await risk.Guard.ReleaseAsync(new ReleaseRequest(id) { IdempotencyKey = "s1" })).Status);
    }

    [Fact]
    public async Task SettleAsync_Refused_LeavesTheKeyUnused()
    {
        await using var risk = new RiskFixture();
        var id = (await risk.ReserveAsync(Wholesale, 600)).ReservationId!.Value;
        var tooMuch = new SettleRequest { ReservationId = id, Amount = M(601), IdempotencyKey = "s1" };

        Assert.Equal(SettleStatus.AmountExceedsOpen, (await risk.Guard.SettleAsync(tooMuch)).Status);
        Assert.True((await risk.Guard.SettleAsync(tooMuch with { Amount = M(600) })).IsBooked);
    }

    /// <summary>Holds commits back until the test lets them go.</summary>
    private sealed class GatedLedgerStore(ILedgerStore inner, Task gate) : ILedgerStore
    {
        public async ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken)
        {
            await gate;
            await inner.CommitAsync(batch, cancellationToken);
        }

        public ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken) =>
            inner.ReadLatestAsync(cancellationToken);

        public ValueTask<RiskReservation?> FindReservationAsync(
            ReservationId id, CancellationToken cancellationToken) =>
            inner.FindReservationAsync(id, cancellationToken);

        public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
            ReservationQuery query, CancellationToken cancellationToken) =>
            inner.ListReservationsAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
            RiskEventQuery query, CancellationToken cancellationToken) =>
            inner.ListEventsAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(
            int limit, CancellationToken cancellationToken) =>
            inner.ListExpiredAsync(limit, cancellationToken);
    }
}
