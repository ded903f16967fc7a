namespace Valhalla.Governance.Operations.Tests.Offers;

/// <summary>Offers that are reserved as risk in the same call, over the real risk guard and the seeds' caps.</summary>
public sealed class OfferReservationTests
{
    [Fact]
    public async Task Compute_WithinCaps_ReservesTheOffer()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();

        var result = await host.Offers.ComputeAsync(OfferHost.Small());

        Assert.True(result.IsOk);
        Assert.Equal(OfferHost.M(500), await host.ReservedAsync());
        var reservation = await host.Risk.FindReservationAsync(result.Reservation!.ReservationId!.Value);
        Assert.Equal(
            (OfferHost.M(500), "deal-7", "ann", host.Clock.GetUtcNow().AddHours(24)),
            (reservation!.Amount, reservation.CorrelationId, reservation.Actor, reservation.ExpiresAt!.Value));
        var evidence = await host.Offers.FindEvidenceAsync(result.EvidenceId!.Value);
        Assert.Equal(reservation.Id, evidence!.ReservationId);
    }

    [Fact]
    public async Task Compute_OverCap_NoOfferAndEvidenceOfTheDenial()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();

        var result = await host.Offers.ComputeAsync(OfferHost.Small("key") with { Arv = OfferHost.M(450_000) });

        Assert.Equal(
            (false, OfferStatus.RiskDenied, "would_exceed_policy"), (result.IsOk, result.Status, result.Reason));
        Assert.Equal(OfferHost.Wholesale, result.Reservation!.Violations[0].Scope);
        var evidence = await host.Offers.FindEvidenceAsync(result.EvidenceId!.Value);
        Assert.Equal(
            ("would_exceed_policy", OfferHost.M(314_800), null),
            (evidence!.Reason, evidence.Mao!.Value, evidence.ReservationId));
        Assert.False(host.Kpi.Events[0].Success);
        Assert.Equal(Money.Zero, await host.ReservedAsync());

        var replay = await host.Offers.ComputeAsync(OfferHost.Small("key") with { Arv = OfferHost.M(450_000) });
        Assert.Equal(result.Reservation.Violations, replay.Reservation!.Violations);
        Assert.Equal((IdempotencyStatus.Replayed, result.Hash), (replay.Idempotency, replay.Hash));
    }

    [Fact]
    public async Task Compute_KillSwitchEngaged_NoOffer()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        await host.Get<IGoLiveGate>().EngageKillSwitchAsync(OfferHost.Ann, "stop");

        var result = await host.Offers.ComputeAsync(OfferHost.Small());

        Assert.Equal((OfferStatus.RiskDenied, "kill_switch_engaged"), (result.Status, result.Reason));
        Assert.Equal(Money.Zero, await host.ReservedAsync());
    }

    [Fact]
    public async Task Compute_BelowMinOffer_AsksTheRiskGuardNothing()
    {
        await using var host = new OfferHost();
        await host.ChangeAsync(change => change with { Enabled = true, MinOffer = OfferHost.M(501) });

        var result = await host.Offers.ComputeAsync(OfferHost.Small());

        Assert.Equal((OfferStatus.BelowMinOffer, null), (result.Status, result.Reservation));
        Assert.Equal(Money.Zero, await host.ReservedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compute_EvidenceFailsThenRetried_ReservesOnce(bool stored)
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        (host.Store.FailAfter, host.Store.FailBefore) = stored ? (1, 0) : (0, 1);

        await Assert.ThrowsAsync<ValhallaStoreException>(
            async () => await host.Offers.ComputeAsync(OfferHost.Small("key")));
        var retried = await host.Offers.ComputeAsync(OfferHost.Small("key"));

        Assert.True(retried.IsOk);
        Assert.Equal((OfferHost.M(500), 1), (await host.ReservedAsync(), host.Store.Appended));
        Assert.Equal(
            retried.Reservation!.ReservationId,
            (await host.Offers.FindEvidenceAsync(retried.EvidenceId!.Value))!.ReservationId);
    }

    [Fact]
    public async Task Compute_SameKeyAfterThePolicyChanged_ReservesNoMore()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        var first = await host.Offers.ComputeAsync(OfferHost.Small("key"));
        await host.ChangeAsync(change => change with { MultiplierBasisPoints = 6_000 });

        var replay = await host.Offers.ComputeAsync(OfferHost.Small("key"));
        var other = await host.Offers.ComputeAsync(OfferHost.Small("key") with { LeadId = "other" });

        Assert.Equal(first.Reservation!.ReservationId, replay.Reservation!.ReservationId);
        Assert.Equal(IdempotencyStatus.KeyReused, other.Idempotency);
        Assert.Equal(OfferHost.M(500), await host.ReservedAsync());
    }

    [Fact]
    public async Task Compute_EvidenceFailsAndReservationEndsBeforeTheRetry_ReservesAnew()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        host.Store.FailBefore = 1;
        await Assert.ThrowsAsync<ValhallaStoreException>(
            async () => await host.Offers.ComputeAsync(OfferHost.Small("key")));
        var lost = Assert.Single(await host.Risk.ListReservationsAsync(new ReservationQuery()));
        await host.Risk.ReleaseAsync(new ReleaseRequest(lost.Id));

        var retried = await host.Offers.ComputeAsync(OfferHost.Small("key"));

        Assert.True(retried.IsOk);
        Assert.NotEqual(lost.Id, retried.Reservation!.ReservationId);
        Assert.Equal(OfferHost.M(500), await host.ReservedAsync());
    }

    [Fact]
    public async Task Compute_EvidenceFailsForAReasonOfItsOwn_ReservationIsReleased()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        host.Store.FailBefore = 1;
        host.Store.Failure = new InvalidOperationException("not the store's");

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await host.Offers.ComputeAsync(OfferHost.Small()));

        Assert.Equal(Money.Zero, await host.ReservedAsync());
    }

    [Fact]
    public async Task Compute_EvidenceFailsWithoutKey_ReservationIsReleased()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        host.Store.FailBefore = 1;

        await Assert.ThrowsAsync<ValhallaStoreException>(
            async () => await host.Offers.ComputeAsync(OfferHost.Small()));

        Assert.Equal(Money.Zero, await host.ReservedAsync());
        Assert.Empty(host.Kpi.Events);
    }
}
