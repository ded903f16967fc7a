using NSubstitute;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallRecommendTests
{
    public static TheoryData<string, RecommendRequest> Malformed => new()
    {
        { "domain", HeimdallHost.Request() with { Domain = default } },
        // scikit-learn refuses probabilities outside 0 to 1 for the Brier score; so must we, before they are counted.
        { "confidence above 1", HeimdallHost.Request(1.1) },
        { "confidence below 0", HeimdallHost.Request(-0.05) },
        { "confidence NaN", HeimdallHost.Request(double.NaN) },
        { "confidence infinite", HeimdallHost.Request(double.PositiveInfinity) },
        { "recommendation", HeimdallHost.Request() with { RecommendationJson = "{" } },
        { "recommendation empty", HeimdallHost.Request() with { RecommendationJson = "" } },
        { "recommendation null", HeimdallHost.Request() with { RecommendationJson = null! } },
        { "recommendation long", HeimdallHost.Request() with { RecommendationJson = Text(32 * 1024 - 1) } },
        { "evidence", HeimdallHost.Request() with { EvidenceJson = "nope" } },
        { "evidence deep", HeimdallHost.Request() with { EvidenceJson = new string('[', 17) + new string(']', 17) } },
        { "actor", HeimdallHost.Request() with { Actor = "" } },
        { "model version", HeimdallHost.Request(modelVersion: new string('v', 101)) },
        { "model version empty", HeimdallHost.Request(modelVersion: "") },
        { "correlation id", HeimdallHost.Request() with { CorrelationId = "a\nb" } },
        { "key", HeimdallHost.Request() with { IdempotencyKey = new string('k', 256) } },
    };

    [Fact]
    public async Task RecommendAsync_FreshDomain_IsStoredAndNotEligible()
    {
        await using var host = new HeimdallHost();
        var request = HeimdallHost.Request(modelVersion: "v2.1") with
        {
            EvidenceJson = """{"model":"v2.1"}""",
            CorrelationId = "deal-1",
        };

        var result = await host.Charter.RecommendAsync(request);

        Assert.Equal(1, result.RecommendationId);
        Assert.False(result.ProdEligible);
        Assert.Equal(
            [HeimdallReason.ProdUseDisabled, HeimdallReason.NotEnoughTrials, HeimdallReason.SuccessRateBelowMinimum],
            result.Reasons);
        Assert.Equal(0, result.Scorecard!.Trials);
        Assert.Equal("v2.1", result.Scorecard.ModelVersion);
        var stored = await host.Store.FindAsync(1, default);
        Assert.Equal(
            new HeimdallRecommendation
            {
                Id = 1,
                Domain = HeimdallHost.Offer,
                ModelVersion = "v2.1",
                Confidence = 0.95,
                RecommendationJson = """{"price":1500}""",
                EvidenceJson = """{"model":"v2.1"}""",
                Actor = "heimdall_ai",
                CorrelationId = "deal-1",
                ProdEligible = false,
                Reasons = "prod_use_disabled,not_enough_trials,success_rate_below_minimum",
                CreatedAt = host.Clock.GetUtcNow(),
                OutcomeDueAt = host.Clock.GetUtcNow().AddHours(72),
            },
            stored);
    }

    [Fact]
    public async Task RecommendAsync_PromotedDomain_IsEligibleForThatVersionAndConfidenceOnly()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0, modelVersion: "v2");
        await host.TryOutAsync(50, 0, modelVersion: "v3");
        Assert.True((await host.Charter.PromoteAsync(HeimdallHost.Offer, "v2", HeimdallHost.Ann, null)).Ok);

        var promoted = await host.Charter.RecommendAsync(HeimdallHost.Request(0.92, "v2"));
        var unsure = await host.Charter.RecommendAsync(HeimdallHost.Request(0.91, "v2"));
        var other = await host.Charter.RecommendAsync(HeimdallHost.Request(0.92, "v3"));

        Assert.True(promoted.ProdEligible);
        Assert.Empty(promoted.Reasons);
        Assert.Equal([HeimdallReason.ConfidenceBelowMinimum], unsure.Reasons);
        Assert.Equal([HeimdallReason.ProdUseDisabled], other.Reasons);
    }

    [Fact]
    public async Task RecommendAsync_KillSwitchEngaged_IsNotEligible()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0);
        await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null);
        Assert.True((await host.Charter.RecommendAsync(HeimdallHost.Request())).ProdEligible);

        await host.Get<IGoLiveGate>().EngageKillSwitchAsync(HeimdallHost.Ann, "test");

        var result = await host.Charter.RecommendAsync(HeimdallHost.Request());
        Assert.Equal([HeimdallReason.KillSwitchEngaged], result.Reasons);
    }

    [Fact]
    public async Task RecommendAsync_KillLatchedHereOnly_IsNotEligible()
    {
        var gate = Substitute.For<IGoLiveGate>();
        gate.Check(ExecutionClass.SandboxExec).Returns(GateDecision.KillSwitchEngaged);
        await using var host = new HeimdallHost(services => services.AddSingleton(gate));

        var result = await host.Charter.RecommendAsync(HeimdallHost.Request());

        Assert.Contains(HeimdallReason.KillSwitchEngaged, result.Reasons);
    }

    [Fact]
    public async Task RecommendAsync_NoPolicy_IsStoredWithTheReason()
    {
        await using var host = new HeimdallHost();

        var result = await host.Charter.RecommendAsync(HeimdallHost.Request() with { Domain = new DomainName("NEW") });

        Assert.Equal([HeimdallReason.PolicyMissing], result.Reasons);
        Assert.Null(result.Scorecard);
        Assert.NotNull(await host.Store.FindAsync(result.RecommendationId, default));
    }

    [Fact]
    public async Task RecommendAsync_TrialsOutsideTheWindow_DoNotCount()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0);
        host.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(50, (await host.Charter.RecommendAsync(HeimdallHost.Request())).Scorecard!.Trials);
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, (await host.Charter.RecommendAsync(HeimdallHost.Request())).Scorecard!.Trials);
    }

    [Fact]
    public async Task RecommendAsync_SameKey_IsDecidedOnce()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(3, 1, 0.7);
        var request = HeimdallHost.Request() with { IdempotencyKey = "key" };
        var first = await host.Charter.RecommendAsync(request);
        await host.TryOutAsync(1, 0);

        var again = await host.Charter.RecommendAsync(request with { });

        Assert.Equal(IdempotencyStatus.Fresh, first.Idempotency);
        Assert.Equal(IdempotencyStatus.Replayed, again.Idempotency);
        Assert.Equal(first.RecommendationId, again.RecommendationId);
        Assert.Equal(first.Reasons, again.Reasons);
        Assert.Equal(first.Scorecard! with { Bins = [] }, again.Scorecard! with { Bins = [] });
        Assert.Equal(first.Scorecard.Bins, again.Scorecard.Bins);
        Assert.Equal(6, (await host.Charter.RecommendAsync(HeimdallHost.Request())).RecommendationId - 1);
    }

    [Fact]
    public async Task RecommendAsync_SameKeyAnotherRequest_IsRefused()
    {
        await using var host = new HeimdallHost();
        var request = HeimdallHost.Request() with { IdempotencyKey = "key", EvidenceJson = "{}", CorrelationId = "c" };
        await host.Charter.RecommendAsync(request);
        RecommendRequest[] others =
        [
            request with { Domain = new DomainName("BUYER_MATCH") },
            request with { Confidence = 0.951 },
            request with { RecommendationJson = "{}" },
            request with { EvidenceJson = null },
            request with { Actor = "other" },
            request with { ModelVersion = "v" },
            request with { CorrelationId = "d" },
        ];

        foreach (var other in others)
        {
            var result = await host.Charter.RecommendAsync(other);
            Assert.Equal(IdempotencyStatus.KeyReused, result.Idempotency);
            Assert.Equal(0, result.RecommendationId);
            Assert.False(result.ProdEligible);
        }

        Assert.Null(await host.Store.FindAsync(2, default));
    }

    [Fact]
    public async Task RecommendAsync_SameKeyStillRunning_IsInFlight()
    {
        var store = Substitute.For<IHeimdallStore>();
        var appending = new TaskCompletionSource<HeimdallAppendResult>();
        store.ReadOverdueCellsAsync(default, default, default, default, default).ReturnsForAnyArgs([]);
        store.ReadCellsAsync(default, default, default, default, default).ReturnsForAnyArgs([]);
        store.AppendAsync(default!, default, default!, default)
            .ReturnsForAnyArgs(new ValueTask<HeimdallAppendResult>(appending.Task));
        await using var host = new HeimdallHost(services => services.AddSingleton(store));
        var request = HeimdallHost.Request() with { IdempotencyKey = "key" };
        var first = host.Charter.RecommendAsync(request).AsTask();

        var second = await host.Charter.RecommendAsync(request);

        Assert.Equal(IdempotencyStatus.InFlight, second.Idempotency);
        appending.SetException(new ValhallaStoreException(StoreFailure.Unavailable, "down"));
        await Assert.ThrowsAsync<ValhallaStoreException>(() => first);
        store.AppendAsync(default!, default, default!, default).ReturnsForAnyArgs(new HeimdallAppendResult(7, null));
        Assert.Equal(7, (await host.Charter.RecommendAsync(request)).RecommendationId);
    }

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public async Task RecommendAsync_Malformed_ThrowsAndStoresNothing(string what, RecommendRequest request)
    {
        await using var host = new HeimdallHost();

        Assert.False(string.IsNullOrEmpty(what));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => host.Charter.RecommendAsync(request).AsTask());
        Assert.Null(await host.Store.FindAsync(1, default));
    }

    [Fact]
    public async Task RecommendAsync_LargestAndAnyKindOfJson_IsStored()
    {
        await using var host = new HeimdallHost();

        await host.Charter.RecommendAsync(HeimdallHost.Request() with { RecommendationJson = Text(32 * 1024 - 2) });
        await host.Charter.RecommendAsync(HeimdallHost.Request(0) with { RecommendationJson = "[1]" });
        await host.Charter.RecommendAsync(HeimdallHost.Request(1) with { RecommendationJson = "null" });

        Assert.NotNull(await host.Store.FindAsync(3, default));
    }

    private static string Text(int length) => $"\"{new string('x', length)}\"";
}
