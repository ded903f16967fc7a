using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Drill;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>
/// Everything the store keeps, as a node writes, judges and deletes it whose own clock is 73 hours ahead or behind.
/// The store's clock decides.
/// </summary>
public abstract class SkewedNodeConformance : StoreConformance
{
    private static readonly DomainName Domain = new("WHOLESALE_OFFER");
    private static readonly ChangeAuthor Author = new("ann");

    // Far from 73 hours, and far from how long a busy machine takes.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    [ConformanceFact]
    public Task IdempotencyKeys_PurgedByASkewedNode_StayAndAreReplayed() => OnSkewedNodesAsync(async node =>
    {
        Assert.False((await node.Ledger.ReserveAsync(10, key: "once")).IsReplay);

        await Hosted<ReservationExpiry>(node).PurgeAsync(CancellationToken.None);

        Assert.True((await node.Ledger.ReserveAsync(10, key: "once")).IsReplay);
    });

    [ConformanceFact]
    public Task Reservation_WithATimeToLive_HasNotExpired() => OnSkewedNodesAsync(async node =>
    {
        await node.Ledger.ReserveAsync(10, timeToLive: TimeSpan.FromHours(2));

        Assert.Empty(await node.Ledger.ListExpiredAsync(10, CancellationToken.None));
        var reading = await node.Ledger.ReadLatestAsync(CancellationToken.None);
        await AssertNowAsync(node, reading.Now);
    });

    [ConformanceFact]
    public Task Recommendation_ReadAndJudged_HasNotFailed() => OnSkewedNodesAsync(async node =>
    {
        var charter = Get<IHeimdallCharter>(node);
        var made = await charter.RecommendAsync(new RecommendRequest(Domain, 0.95, "{}") { IdempotencyKey = "r" });
        await charter.GetScorecardsAsync(Domain, null, 30, CancellationToken.None);

        var stored = await node.Heimdall.FindAsync(made.RecommendationId, CancellationToken.None);
        await AssertNowAsync(node, stored!.CreatedAt);
        Assert.Null(stored.Success);
        Assert.Equal(0, await Get<HeimdallTrials>(node).CountOverdueAsync(CancellationToken.None));
        Assert.Equal(
            OutcomeStatus.Recorded, await charter.RecordOutcomeAsync(made.RecommendationId, success: true, "ann"));

        var today = DateOnly.FromDateTime((await NowAsync(node)).UtcDateTime);
        var card = Assert.Single(await charter.GetScorecardsAsync(Domain, null, 1, CancellationToken.None));
        Assert.InRange(card.ToDay.DayNumber, today.DayNumber - 1, today.DayNumber);
        Assert.Equal(1, card.Trials);
    });

    [ConformanceFact]
    public Task SloCounts_PostedPurgedAndRead_AreInTheirMinute() => OnSkewedNodesAsync(async node =>
    {
        var budgets = Get<IErrorBudgets>(node);
        Assert.Empty((await budgets.PostCountsAsync([new SloCount("uptime", 10, 1)])).Errors);
        Assert.NotEmpty((await budgets.PostCountsAsync(
            [new SloCount("uptime", 1, 0, await NowAsync(node) + TimeSpan.FromHours(2))])).Errors);

        await Hosted<SloCounter>(node).RunRoundAsync(CancellationToken.None);

        var uptime = Assert.Single(await budgets.GetBudgetsAsync());
        Assert.Equal(10, uptime.Good);
        await AssertNowAsync(node, uptime.ObservedAt!.Value);
        Assert.All(uptime.BurnRates, rate => Assert.NotNull(rate.Rate));
    });

    [ConformanceFact]
    public Task BuyerFeedback_Recorded_HasTheWeightOfNow() => OnSkewedNodesAsync(async node =>
    {
        var (province, market, type) = (new ProvinceCode("ON"), new MarketName("TORONTO"), new PropertyType("SFR"));
        var liquidity = Get<IBuyerLiquidity>(node);
        await liquidity.RecordFeedbackAsync(
            new BuyerFeedbackRequest(province, market, BuyerFeedbackKind.Contacted) { IdempotencyKey = "f" });

        var stored = await node.BuyerLiquidity.FindNodeAsync(
            new LiquidityNodeKey(province, market, type), CancellationToken.None);
        Assert.InRange(LiquidityDecay.At(stored!.Sums, await NowAsync(node)).Contacts, 0.99, 1.01);
        await AssertNowAsync(node, stored.UpdatedAt);
        var shown = Assert.Single((await liquidity.GetNodesAsync(new LiquidityNodeQuery())).Nodes);
        Assert.InRange(shown.Contacts, 0.99, 1.01);
    });

    [ConformanceFact]
    public Task Offer_Computed_IsDatedNow() => OnSkewedNodesAsync(async node =>
    {
        var offers = Get<IOfferStrategy>(node);
        var made = await offers.ComputeAsync(
            new OfferRequest(new ProvinceCode("ON"), Money.FromDecimal(400_000), Money.FromDecimal(20_000)));

        await AssertNowAsync(node, (await offers.FindEvidenceAsync(made.EvidenceId!.Value))!.CreatedAt);
    });

    [ConformanceFact]
    public Task Evidence_PostedSignedAndDecided_IsOfNow() => OnSkewedNodesAsync(async node =>
    {
        var board = Get<IGoNoGoBoard>(node);
        var signal = new SignalName("entropy_mean");
        await board.PostEvidenceAsync(new EvidencePost([new EvidenceItem(signal, EvidenceValue.Of(0.9m))], "test"));

        var known = (await board.GetEvidenceAsync()).Single(evidence => evidence.Signal == signal);
        await AssertNowAsync(node, known.ObservedAt);
        var ahead = new EvidenceItem(signal, EvidenceValue.Of(1m), await NowAsync(node) + TimeSpan.FromHours(2));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await board.PostEvidenceAsync(new EvidencePost([ahead], "test")));

        var evaluation = await board.EvaluateAsync(Author);
        await AssertNowAsync(node, evaluation.EvaluatedAt);
        Assert.All(
            evaluation.Results.Where(result => result.Evidence is not null),
            result => Assert.True((result.Evidence!.ObservedAt - evaluation.EvaluatedAt).Duration() < Tolerance));
        var signed = await board.SignOffAsync(new SignOffRequest(evaluation.Hash, SignOffRole.ReleaseCaptain, Author));
        Assert.Single(signed.Evaluation!.SignOffs);
        Assert.Single((await board.GetEvaluationAsync())!.SignOffs);
    });

    [ConformanceFact]
    public Task RampObservation_Recorded_IsDatedNow() => OnSkewedNodesAsync(async node =>
    {
        await Get<IInfluenceRamp>(node).ObserveAsync([new RampObservation("unit", InfluenceDecision.Shadow)]);

        await AssertNowAsync(node, (await node.Ramp.CountAsync(0, 10, CancellationToken.None)).FirstAt!.Value);
    });

    [ConformanceFact]
    public Task KpiEvents_EmittedInEveryWay_AreDatedNow() => OnSkewedNodesAsync(async node =>
    {
        // As a host does when it starts.
        await NowAsync(node);
        var kpi = Get<IKpiEmitter>(node);
        var writer = Hosted<KpiWriter>(node);
        await writer.StartAsync(CancellationToken.None);
        try
        {
            var entry = new KpiEvent
            {
                Domain = new DomainName("WHOLESALE"),
                Metric = new MetricName("contract_rate"),
                Success = true,
            };
            Assert.True(kpi.Emit(entry));
            await kpi.EmitAsync(entry);
            await kpi.EmitBatchAsync([entry, entry], "batch");
            await kpi.FlushAsync();
            var stored = await kpi.ListAsync(new KpiQuery());

            Assert.Equal(4, stored.Count);
            foreach (var record in stored)
            {
                await AssertNowAsync(node, record.Event.CreatedAt);
            }
        }
        finally
        {
            await writer.StoppedAsync(CancellationToken.None);
        }
    });

    [ConformanceFact]
    public Task Ladder_CreatedClaimedAndCompleted_FollowsTheStore() => OnSkewedNodesAsync(async node =>
    {
        var ladder = Get<IFollowUpLadder>(node);
        var made = await ladder.CreateAsync(new CreateLadderRequest("lead", new ProvinceCode("ON")));
        var now = await NowAsync(node);

        Assert.All(made.Tasks, task => Assert.True(task.DueAt > now - Tolerance));
        await AssertNowAsync(node, made.Tasks[0].CreatedAt);
        Assert.Equal(6, await ladder.StopAsync("lead", FollowUpStopReason.Replied, "ann"));
        var stopped = await node.FollowUps.FindAsync(made.Tasks[0].Id, CancellationToken.None);
        await AssertNowAsync(node, stopped.Task!.ClosedAt!.Value);
    });

    [ConformanceFact]
    public Task Contact_AskedForNow_IsJudgedByTheStore() => OnSkewedNodesAsync(async node =>
    {
        var market = Get<IMarketPolicies>(node);
        var request = new ContactRequest(new ProvinceCode("ON"), ContactChannel.Call);
        var now = await NowAsync(node);

        var asked = await market.CanContactAsync(request);
        var named = await market.CanContactAsync(request with { At = now });

        Assert.Equal(named.Status, asked.Status);
        Assert.Equal(named.NextAllowedAt, asked.NextAllowedAt);
    });

    [ConformanceFact]
    public Task ControlLeasesAndDrills_Written_AreOfNow() => OnSkewedNodesAsync(async node =>
    {
        await node.Control.RaiseCapsAsync(5_000);
        var policies = (await node.Control.ReadAsync(CancellationToken.None)).RiskPolicies.Values;
        await AssertNowAsync(node, policies.Max(policy => policy.UpdatedAt));
        await Get<IGoLiveGate>(node).EngageKillSwitchAsync(Author, "test");
        var last = (await node.Audit.ReadAsync(0, 100, CancellationToken.None))[^1];
        await AssertNowAsync(node, last.OccurredAt);
        var state = await Get<IAuditTrail>(node).GetStateAsync(await NowAsync(node));
        Assert.NotNull(state);

        var minute = TimeSpan.FromMinutes(1);
        var held = await node.EvaluatorLeases.HoldAsync("one", minute, CancellationToken.None);
        await AssertNowAsync(node, held.Lease!.ExpiresAt);
        Assert.NotNull(await node.Notices.TryTakeAsync("hook", "one", minute, CancellationToken.None));
        Assert.Null(await node.Notices.TryTakeAsync("hook", "two", minute, CancellationToken.None));
        var run = await node.Retention.TryBeginAsync("one", CancellationToken.None);
        await AssertNowAsync(node, run!.StartedAt);
        await AssertNowAsync(node, await node.Drills.BeatAsync(Get<NodeIdentity>(node), CancellationToken.None));
    });

    private static T Get<T>(StoreUnderTest node)
        where T : notnull => node.Services.GetRequiredService<T>();

    private static T Hosted<T>(StoreUnderTest node) => node.Services.GetServices<IHostedService>().OfType<T>().Single();

    private static async Task<DateTimeOffset> NowAsync(StoreUnderTest node) =>
        await Get<IStoreClock>(node).ReadAsync(CancellationToken.None);

    private static async Task AssertNowAsync(StoreUnderTest node, DateTimeOffset stored)
    {
        var now = await NowAsync(node);
        Assert.True((stored - now).Duration() < Tolerance, $"{stored:O} is not the store's {now:O}.");
    }

    private async Task OnSkewedNodesAsync(Func<StoreUnderTest, Task> walk)
    {
        foreach (var hours in new[] { 73, -73 })
        {
            await using var node = await CreateAsync();
            node.NodeIsOffBy = TimeSpan.FromHours(hours);
            node.Settings["Valhalla:ErrorBudgets:Objectives:0:Name"] = "uptime";
            node.Settings["Valhalla:ErrorBudgets:Objectives:0:TargetPercent"] = "99";
            await node.InitializeAsync();
            await walk(node);
        }
    }
}
