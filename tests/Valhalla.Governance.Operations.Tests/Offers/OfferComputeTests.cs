using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Operations.Tests.Offers;

public sealed class OfferComputeTests
{
    private static readonly OfferRequest Seeds = new(OfferHost.Ontario, OfferHost.M(450_000), OfferHost.M(50_000))
    {
        Market = new MarketName("TORONTO"),
        LeadId = "lead-7",
        Actor = "ann",
        CompsJson = """[{"price":440000},{"price":460000.50}]""",
        AssumptionsJson = """{"rate":0.05}""",
    };

    [Fact]
    public async Task Compute_SeedsExample_OfferWithEvidenceAndKpi()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();

        var result = await host.Offers.ComputeAsync(Seeds);

        Assert.True(result.IsOk);
        Assert.Equal((OfferHost.M(265_000), 2L), (result.Calculation!.Mao, result.PolicyVersion));
        var evidence = await host.Offers.FindEvidenceAsync(result.EvidenceId!.Value);
        Assert.True(evidence!.HasValidHash());
        Assert.Equal(result.Hash, evidence.Hash);
        Assert.Equal(
            (Seeds.LeadId, Seeds.CompsJson, Seeds.AssumptionsJson, OfferHost.M(265_000), 7_000, 2L),
            (evidence.LeadId, evidence.CompsJson, evidence.AssumptionsJson, evidence.Mao!.Value,
                evidence.MultiplierBasisPoints, evidence.PolicyVersion));
        var kpi = Assert.Single(host.Kpi.Events);
        Assert.Equal(
            ("OFFERS", "offer_generated", true, 265_000d),
            (kpi.Domain.Value, kpi.Metric.Value, kpi.Success, kpi.Value));
    }

    [Fact]
    public async Task Compute_DisabledPolicy_NoOfferButEvidence()
    {
        await using var host = new OfferHost();

        var result = await host.Offers.ComputeAsync(Seeds with { Reserve = OfferHost.Wholesale });

        Assert.Equal((false, "policy_disabled", null), (result.IsOk, result.Reason, result.Calculation));
        var evidence = await host.Offers.FindEvidenceAsync(result.EvidenceId!.Value);
        Assert.Equal(("policy_disabled", null), (evidence!.Reason, evidence.Mao));
        Assert.Equal(Money.Zero, await host.ReservedAsync());
        Assert.Equal((false, null), (host.Kpi.Events[0].Success, host.Kpi.Events[0].Value));
    }

    [Fact]
    public async Task Compute_TooFewComps_IsNotEnoughComps()
    {
        await using var host = new OfferHost();
        await host.ChangeAsync(change => change with { Enabled = true, MinComps = 2 });

        Assert.True((await host.Offers.ComputeAsync(Seeds)).IsOk);
        Assert.Equal(
            OfferStatus.NotEnoughComps,
            (await host.Offers.ComputeAsync(Seeds with { CompsJson = """[{"price":1}]""" })).Status);
    }

    [Fact]
    public async Task Compute_SameKey_StoredOfferEvenAfterThePolicyChanged()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        var request = Seeds with { IdempotencyKey = "key" };
        var first = await host.Offers.ComputeAsync(request);
        await host.ChangeAsync(change => change with { Enabled = false });

        var second = await host.Offers.ComputeAsync(request);
        var other = await host.Offers.ComputeAsync(request with { Repairs = OfferHost.M(50_000.0001m) });

        Assert.Equal(first with { Idempotency = IdempotencyStatus.Replayed }, second);
        Assert.True(second.IsOk);
        Assert.Equal((IdempotencyStatus.KeyReused, false), (other.Idempotency, other.IsOk));
        Assert.Equal((1, 1), (host.Store.Appended, host.Kpi.Events.Count));
    }

    [Fact]
    public async Task Compute_SameKeyRacing_OneOffer()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            await host.Offers.ComputeAsync(OfferHost.Small("key")))));

        Assert.Equal(1, results.Count(result => result.Idempotency == IdempotencyStatus.Fresh));
        Assert.All(results, result => Assert.True(
            result.Idempotency == IdempotencyStatus.InFlight || result.EvidenceId == 1));
        Assert.Equal((OfferHost.M(500), 1), (await host.ReservedAsync(), host.Store.Appended));
    }

    public static TheoryData<OfferRequest> Malformed => new()
    {
        Seeds with { Province = default },
        Seeds with { Arv = Money.Zero },
        Seeds with { Arv = Money.FromUnits(-1) },
        Seeds with { Arv = Money.FromUnits(long.MaxValue) },
        Seeds with { Repairs = Money.FromUnits(-1) },
        Seeds with { Repairs = Seeds.Arv + Money.Smallest },
        Seeds with { Fees = Money.FromUnits(-1) },
        Seeds with { Fees = Money.FromUnits(long.MaxValue) },
        Seeds with { LeadId = new string('x', 10_240) },
        Seeds with { LeadId = "a\nb" },
        Seeds with { Market = default(MarketName) },
        Seeds with { CompsJson = "{}" },
        Seeds with { CompsJson = "[1]" },
        Seeds with { CompsJson = """[{"price":0}]""" },
        Seeds with { CompsJson = """[{"price":"1"}]""" },
        Seeds with { CompsJson = """[{"cost":1}]""" },
        Seeds with { CompsJson = "[" + string.Join(',', Enumerable.Repeat("{\"price\":1}", 101)) + "]" },
        Seeds with { CompsJson = "[" },
        Seeds with { AssumptionsJson = "[]" },
        Seeds with { AssumptionsJson = "{" },
        Seeds with { Reserve = EngineName.Global },
        Seeds with { ReserveTimeToLive = TimeSpan.Zero },
        Seeds with { Actor = "" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Compute_Malformed_ThrowsAndStoresNothing(OfferRequest request)
    {
        await using var host = new OfferHost();
        await host.EnableAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await host.Offers.ComputeAsync(request));

        Assert.Equal((0, 0), (host.Store.Appended, host.Kpi.Events.Count));
        Assert.Null(await host.Offers.FindEvidenceAsync(1));
    }

    [Fact]
    public async Task Compute_AHundredComps_AreCounted()
    {
        await using var host = new OfferHost();
        await host.ChangeAsync(change => change with { Enabled = true, MinComps = OfferRequests.MaxComps });
        var comps = "[" + string.Join(',', Enumerable.Repeat("{\"price\":1}", OfferRequests.MaxComps)) + "]";

        Assert.True((await host.Offers.ComputeAsync(Seeds with { CompsJson = comps })).IsOk);
    }
}
