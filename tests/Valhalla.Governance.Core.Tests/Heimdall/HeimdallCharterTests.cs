using Valhalla.Governance.Clock;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallCharterTests : IDisposable
{
    private static readonly DomainName Offer = new("WHOLESALE_OFFER");
    private static readonly ChangeAuthor Bryan = new("bryan");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 13, 12, 0, 0, TimeSpan.Zero));
    private readonly ValhallaMeter _meter = new();
    private readonly IGoLiveGate _gate = Substitute.For<IGoLiveGate>();
    private readonly InMemoryDatabase _database;
    private readonly IHeimdallCharter _charter;

    public HeimdallCharterTests()
    {
        _database = new InMemoryDatabase(_time);
        var control = new ControlState(new InMemoryControlStore(_database), _time);
        var store = new InMemoryHeimdallStore(_database);
        var watch = new StoreClockWatch(_time);
        var trust = new ClockTrust(
            new LocalStoreClock(_time),
            watch,
            new ClockHistory(new InMemoryAuditStore(_database), watch),
            NullLogger<ClockTrust>.Instance);
        _charter = new HeimdallCharter(
            control,
            store,
            new HeimdallTrials(store, new LocalStoreClock(_time), trust),
            _gate,
            new HeimdallMetrics(_meter, control),
            new LocalStoreClock(_time));
    }

    // seeds/001: prod_eligible=false, because prod_use_enabled=false.
    [Fact]
    public async Task RecommendAsync_SeededPolicy_IsStoredAndNotEligible()
    {
        var result = await RecommendAsync();

        Assert.Equal(1, result.RecommendationId);
        Assert.False(result.ProdEligible);
        Assert.Contains(HeimdallReason.ProdUseDisabled, result.Reasons);
        Assert.Contains(HeimdallReason.NotEnoughTrials, result.Reasons);
        Assert.DoesNotContain(HeimdallReason.ConfidenceBelowMinimum, result.Reasons);
    }

    [Fact]
    public async Task PromoteAsync_EnoughTrials_MakesThatVersionEligible()
    {
        await RunTrialsAsync(45, 50, "v2");

        var promotion = await _charter.PromoteAsync(Offer, "v2", Bryan, "won");

        Assert.True(promotion.Ok);
        Assert.True(promotion.Policy!.ProdUseEnabled);
        Assert.True((await RecommendAsync("v2")).ProdEligible);
        Assert.False((await RecommendAsync("v3")).ProdEligible);
        Assert.Contains(_database.Audit, r => r.Entry.Action == "heimdall.promote" && r.Entry.Author == Bryan);
    }

    [Fact]
    public async Task PromoteAsync_TrialsDoNotClear_IsRefusedWithReasonsAndChangesNothing()
    {
        await RunTrialsAsync(40, 50, null);

        var promotion = await _charter.PromoteAsync(Offer, null, Bryan, null);

        Assert.False(promotion.Ok);
        Assert.Equal([HeimdallReason.SuccessRateBelowMinimum], promotion.Reasons);
        Assert.False((await PolicyAsync()).ProdUseEnabled);
        Assert.Empty(_database.Audit);
    }

    [Fact]
    public async Task PromoteAsync_OtherVersionsTrials_DoNotCount()
    {
        await RunTrialsAsync(50, 50, "v1");

        Assert.False((await _charter.PromoteAsync(Offer, "v2", Bryan, null)).Ok);
    }

    [Fact]
    public async Task DemoteAsync_Promoted_EndsEligibilityAtOnce()
    {
        await RunTrialsAsync(50, 50, null);
        await _charter.PromoteAsync(Offer, null, Bryan, null);

        await _charter.DemoteAsync(Offer, Bryan, "drift");

        Assert.Equal([HeimdallReason.ProdUseDisabled], (await RecommendAsync()).Reasons);
    }

    [Fact]
    public async Task RecommendAsync_KillSwitchEngaged_IsNeverEligible()
    {
        await RunTrialsAsync(50, 50, null);
        await _charter.PromoteAsync(Offer, null, Bryan, null);
        _gate.Check(ExecutionClass.SandboxExec).Returns(GateDecision.KillSwitchEngaged);

        Assert.Equal([HeimdallReason.KillSwitchEngaged], (await RecommendAsync()).Reasons);
    }

    [Fact]
    public async Task RecordOutcomeAsync_TwiceAndOtherwise_KeepsTheFirst()
    {
        var id = (await RecommendAsync()).RecommendationId;

        Assert.Equal(OutcomeStatus.Recorded, await _charter.RecordOutcomeAsync(id, true, "buyer"));
        Assert.Equal(OutcomeStatus.AlreadyRecorded, await _charter.RecordOutcomeAsync(id, true, "buyer"));
        Assert.Equal(OutcomeStatus.ConflictingOutcome, await _charter.RecordOutcomeAsync(id, false, "buyer"));
        Assert.Equal(OutcomeStatus.RecommendationUnknown, await _charter.RecordOutcomeAsync(99, true, "buyer"));
        var scorecard = Assert.Single(await _charter.GetScorecardsAsync(Offer, null, 1));
        Assert.Equal((1, 1), (scorecard.Trials, scorecard.Successes));
    }

    [Fact]
    public async Task NoOutcomeByTheDeadline_CountsAsAFailureOnThatDay()
    {
        var id = (await RecommendAsync()).RecommendationId;
        _time.Advance(TimeSpan.FromHours(72) - TimeSpan.FromTicks(1));
        Assert.Empty(await _charter.GetScorecardsAsync(Offer, null, 30));

        _time.Advance(TimeSpan.FromTicks(1));

        var scorecard = Assert.Single(await _charter.GetScorecardsAsync(Offer, null, 30));
        Assert.Equal((1, 0, 1), (scorecard.Trials, scorecard.Successes, scorecard.Overdue));
        Assert.Equal(OutcomeStatus.DeadlinePassed, await _charter.RecordOutcomeAsync(id, true, "late"));
    }

    [Fact]
    public async Task RecordOutcomeAsync_AfterTheDeadlineBeforeAnySweep_IsAFailure()
    {
        var id = (await RecommendAsync()).RecommendationId;
        _time.Advance(TimeSpan.FromHours(72));

        Assert.Equal(OutcomeStatus.DeadlinePassed, await _charter.RecordOutcomeAsync(id, true, "late"));
        Assert.Equal(0, Assert.Single(await _charter.GetScorecardsAsync(Offer, null, 30)).Successes);
    }

    [Fact]
    public async Task Trials_OutsideTheWindow_NoLongerCount()
    {
        await RunTrialsAsync(50, 50, null);
        _time.Advance(TimeSpan.FromDays(29));
        Assert.True((await _charter.PromoteAsync(Offer, null, Bryan, null)).Ok);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Contains(HeimdallReason.NotEnoughTrials, (await RecommendAsync()).Reasons);
    }

    [Fact]
    public async Task RecommendAsync_SameKey_IsStoredOnce()
    {
        var request = Request() with { IdempotencyKey = "k1" };

        var first = await _charter.RecommendAsync(request);
        var replay = await _charter.RecommendAsync(request);
        var other = await _charter.RecommendAsync(request with { Confidence = 0.5 });

        Assert.Equal(IdempotencyStatus.Replayed, replay.Idempotency);
        Assert.Equal(first.RecommendationId, replay.RecommendationId);
        Assert.Equal(first.Reasons, replay.Reasons);
        Assert.Equal(IdempotencyStatus.KeyReused, other.Idempotency);
        Assert.Equal(2, (await RecommendAsync()).RecommendationId);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public async Task RecommendAsync_ConfidenceOutOfRange_IsMisuse(double confidence) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await _charter.RecommendAsync(Request() with { Confidence = confidence }));

    [Fact]
    public async Task UpsertPolicyAsync_SwitchingProductionOn_PointsToPromotion()
    {
        var failure = await Assert.ThrowsAsync<PolicyValidationException>(
            async () => await _charter.UpsertPolicyAsync(
                new HeimdallPolicyChange(Offer, Bryan) { ProdUseEnabled = true }));
        Assert.Equal("prod_use_enabled", failure.Field);
    }

    [Fact]
    public async Task UpsertPolicyAsync_NewDomain_NeedsAConfidenceAndTakesDefaults()
    {
        var change = new HeimdallPolicyChange(new DomainName("ROUTING"), Bryan);
        await Assert.ThrowsAsync<PolicyValidationException>(async () => await _charter.UpsertPolicyAsync(change));

        var policy = await _charter.UpsertPolicyAsync(change with { MinConfidenceProd = 0.7 });

        Assert.Equal((50, 0.80, 30, 72, 1L), (
            policy.MinSandboxTrials,
            policy.MinSandboxSuccessRate,
            policy.WindowDays,
            policy.OutcomeDeadlineHours,
            policy.Version));
    }

    public void Dispose() => _meter.Dispose();

    private static RecommendRequest Request(string? modelVersion = null) =>
        new(Offer, 0.95, """{"offer_id":123}""") { ModelVersion = modelVersion };

    private ValueTask<RecommendResult> RecommendAsync(string? modelVersion = null) =>
        _charter.RecommendAsync(Request(modelVersion));

    private async Task<HeimdallPolicy> PolicyAsync() =>
        (await _charter.GetPoliciesAsync()).Single(p => p.Domain == Offer);

    private async Task RunTrialsAsync(int successes, int trials, string? modelVersion)
    {
        for (var i = 0; i < trials; i++)
        {
            var result = await RecommendAsync(modelVersion);
            await _charter.RecordOutcomeAsync(result.RecommendationId, i < successes, "test");
        }
    }
}
