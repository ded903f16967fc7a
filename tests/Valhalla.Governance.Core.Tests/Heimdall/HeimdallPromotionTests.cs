using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallPromotionTests
{
    [Fact]
    public async Task PromoteAsync_TrialsClearThePolicy_EnablesAndAudits()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(45, 5, modelVersion: "v2");

        var result = await host.Charter.PromoteAsync(HeimdallHost.Offer, "v2", HeimdallHost.Ann, "good trials");

        Assert.True(result.Ok);
        Assert.Empty(result.Reasons);
        Assert.Equal(50, result.Scorecard!.Trials);
        Assert.True(result.Policy!.ProdUseEnabled);
        Assert.Equal("v2", result.Policy.PromotedModelVersion);
        Assert.Equal("good trials", result.Policy.Reason);
        Assert.Equal("ann", result.Policy.ChangedBy);
        Assert.Equal(2, result.Policy.Version);
        Assert.Equal(host.Clock.GetUtcNow(), result.Policy.UpdatedAt);
        Assert.Equal(result.Policy, await host.PolicyAsync());
        var entry = Assert.Single(await host.AuditAsync()).Entry;
        Assert.Equal("heimdall.promote", entry.Action);
        Assert.Equal("WHOLESALE_OFFER", entry.Subject);
        Assert.Equal(HeimdallHost.Ann, entry.Author);
        Assert.Contains("\"prod_use_enabled\":false", entry.FromJson!, StringComparison.Ordinal);
        Assert.Contains("\"prod_use_enabled\":true", entry.ToJson!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromoteAsync_TrialsDoNotClear_IsRefusedWithAllReasons()
    {
        await using var host = new HeimdallHost();
        await host.ChangeAsync(change => change with { MaxCalibrationError = 0.05 });
        await host.TryOutAsync(20, 20);

        var result = await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null);

        Assert.False(result.Ok);
        Assert.Equal(
            [
                HeimdallReason.NotEnoughTrials,
                HeimdallReason.SuccessRateBelowMinimum,
                HeimdallReason.CalibrationErrorTooHigh,
            ],
            result.Reasons);
        Assert.False(result.Policy!.ProdUseEnabled);
        Assert.Equal(40, result.Scorecard!.Trials);
        Assert.DoesNotContain(await host.AuditAsync(), record => record.Entry.Action == "heimdall.promote");
    }

    [Fact]
    public async Task PromoteAsync_TrialsOfAnotherVersion_DoNotCount()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0, modelVersion: "v1");

        Assert.False((await host.Charter.PromoteAsync(HeimdallHost.Offer, "v2", HeimdallHost.Ann, null)).Ok);
        Assert.False((await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null)).Ok);
        Assert.True((await host.Charter.PromoteAsync(HeimdallHost.Offer, "v1", HeimdallHost.Ann, null)).Ok);
    }

    [Fact]
    public async Task PromoteAsync_PromotedAlready_ChangesNothing()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0);
        var first = await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, "first");

        var second = await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, "second");

        Assert.True(second.Ok);
        Assert.Equal(first.Policy, second.Policy);
        Assert.Single(await host.AuditAsync());
    }

    [Fact]
    public async Task PromoteAsync_AnotherVersionWasPromoted_Replaces()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0, modelVersion: "v1");
        await host.TryOutAsync(50, 0, modelVersion: "v2");
        await host.Charter.PromoteAsync(HeimdallHost.Offer, "v1", HeimdallHost.Ann, null);

        var result = await host.Charter.PromoteAsync(HeimdallHost.Offer, "v2", HeimdallHost.Ann, null);

        Assert.Equal("v2", result.Policy!.PromotedModelVersion);
        Assert.Equal(2, (await host.AuditAsync()).Count);
    }

    [Fact]
    public async Task PromoteAsync_PolicyChangedWhileJudging_JudgesAgain()
    {
        await using var host = new HeimdallHost(services => services.AddSingleton<IHeimdallStore>(provider =>
            ActivatorUtilities.CreateInstance<MeddlingStore>(provider, new InMemoryHeimdallStore(
                provider.GetRequiredService<InMemoryDatabase>()))));
        await host.TryOutAsync(50, 0);
        var meddling = (MeddlingStore)host.Store;
        host.Clock.Advance(TimeSpan.FromDays(2));
        meddling.OnRead = () => host.ChangeAsync(change => change with { WindowDays = 2 }).AsTask();

        var result = await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null);

        Assert.Contains(HeimdallReason.NotEnoughTrials, result.Reasons);
        Assert.Equal(0, result.Scorecard!.Trials);
        Assert.False((await host.PolicyAsync()).ProdUseEnabled);
    }

    [Fact]
    public async Task PromoteAsync_NoPolicy_SaysSo()
    {
        await using var host = new HeimdallHost();

        var result = await host.Charter.PromoteAsync(new DomainName("NEW"), null, HeimdallHost.Ann, null);

        Assert.False(result.Ok);
        Assert.Equal([HeimdallReason.PolicyMissing], result.Reasons);
        Assert.Null(result.Policy);
    }

    [Fact]
    public async Task DemoteAsync_Promoted_DisablesAndAudits()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0);
        await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null);

        var result = await host.Charter.DemoteAsync(HeimdallHost.Offer, HeimdallHost.Ann, "odd offers");

        Assert.True(result.Ok);
        Assert.False(result.Policy!.ProdUseEnabled);
        Assert.Equal("odd offers", result.Policy.Reason);
        Assert.Equal("heimdall.demote", (await host.AuditAsync())[^1].Entry.Action);
        Assert.Equal(
            [HeimdallReason.ProdUseDisabled], (await host.Charter.RecommendAsync(HeimdallHost.Request())).Reasons);
    }

    [Fact]
    public async Task DemoteAsync_NotPromoted_IsFineAndChangesNothing()
    {
        await using var host = new HeimdallHost();

        var result = await host.Charter.DemoteAsync(HeimdallHost.Offer, HeimdallHost.Ann, null);

        Assert.True(result.Ok);
        Assert.Empty(await host.AuditAsync());
        Assert.Null((await host.Charter.DemoteAsync(new DomainName("NEW"), HeimdallHost.Ann, null)).Policy);
    }

    [Fact]
    public async Task Change_MalformedParts_Throw()
    {
        await using var host = new HeimdallHost();
        var charter = host.Charter;
        var ann = HeimdallHost.Ann;
        var offer = HeimdallHost.Offer;

        await Assert.ThrowsAsync<ArgumentException>(() => charter.PromoteAsync(offer, "", ann, null).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => charter.PromoteAsync(offer, null, null!, null).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(
            () => charter.DemoteAsync(offer, ann, new string('r', 1_001)).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => charter.GetScorecardsAsync(null, null, 0).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => charter.GetScorecardsAsync(null, null, 367).AsTask());
    }

    [Fact]
    public void Promote_Decision_WritesTheEventWithTheScorecard()
    {
        var policy = Seeds.Create(DateTimeOffset.UnixEpoch).HeimdallPolicies[HeimdallHost.Offer];
        var card = HeimdallRules.ScorecardOf(HeimdallHost.Offer, "v2", default, default, []);

        var promotion = HeimdallPolicyRules.Promote(policy, card, HeimdallHost.Ann, "why", DateTimeOffset.UnixEpoch);
        var promoted = Assert.Single(promotion.HeimdallPolicies);
        var demotion = HeimdallPolicyRules.Demote(
            new Governance.Control.ControlChange(), promoted, HeimdallHost.Ann, "why", DateTimeOffset.UnixEpoch);

        var up = Assert.Single(promotion.HeimdallEvents);
        Assert.Equal(("promote", "v2", "ann", "why"), (up.Kind, up.ModelVersion, up.Actor, up.Reason));
        Assert.Contains("\"trials\":0", up.DetailJson!, StringComparison.Ordinal);
        var down = Assert.Single(demotion.HeimdallEvents);
        Assert.Equal(("demote", "v2", "ann", "why"), (down.Kind, down.ModelVersion, down.Actor, down.Reason));
    }

    [Fact]
    public async Task GetSnapshotAsync_EveryPolicy_ShowsThePromotedVersionAndWhatBlocks()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0, modelVersion: "v1");
        await host.TryOutAsync(10, 0, modelVersion: "v2");
        await host.Charter.PromoteAsync(HeimdallHost.Offer, "v1", HeimdallHost.Ann, null);

        var snapshots = await host.Charter.GetSnapshotAsync();

        Assert.Equal(
            ["BUYER_MATCH", "CAPITAL_ROUTE", "FOLLOWUP_NEXT_ACTION", "WHOLESALE_OFFER"],
            snapshots.Select(snapshot => snapshot.Policy.Domain.Value));
        Assert.Equal(50, snapshots[3].Scorecard.Trials);
        Assert.Empty(snapshots[3].PromotionBlockers);
        Assert.Equal(
            [HeimdallReason.NotEnoughTrials, HeimdallReason.SuccessRateBelowMinimum], snapshots[0].PromotionBlockers);
    }

    [Fact]
    public async Task GetScorecardsAsync_SeveralDomainsAndVersions_AreApartAndFiltered()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(1, 0, modelVersion: "v2");
        await host.TryOutAsync(2, 0);
        var other = await host.Charter.RecommendAsync(
            HeimdallHost.Request() with { Domain = new DomainName("BUYER_MATCH") });
        await host.Charter.RecordOutcomeAsync(other.RecommendationId, false, "a");

        var all = await host.Charter.GetScorecardsAsync(null, null, 1);

        Assert.Equal(
            ["BUYER_MATCH//1", "WHOLESALE_OFFER//2", "WHOLESALE_OFFER/v2/1"],
            all.Select(card => $"{card.Domain}/{card.ModelVersion}/{card.Trials}"));
        Assert.Equal(1, Assert.Single(await host.Charter.GetScorecardsAsync(null, "v2", 1)).Trials);
        Assert.Equal(2, (await host.Charter.GetScorecardsAsync(HeimdallHost.Offer, null, 1)).Count);
    }

    /// <summary>Lets something happen between the reading of the trials and the commit; once.</summary>
    private sealed class MeddlingStore(InMemoryHeimdallStore inner) : IHeimdallStore
    {
        public Func<Task>? OnRead { get; set; }

        public ValueTask<HeimdallAppendResult> AppendAsync(
            HeimdallRecommendation recommendation,
            Governance.Idempotency.IdempotencyTicket? ticket,
            Func<long, string> answerJson,
            CancellationToken cancellationToken) =>
            inner.AppendAsync(recommendation, ticket, answerJson, cancellationToken);

        public ValueTask<HeimdallRecommendation?> FindAsync(long id, CancellationToken cancellationToken) =>
            inner.FindAsync(id, cancellationToken);

        public ValueTask<bool> RecordOutcomeAsync(
            long id,
            bool success,
            bool overdue,
            DateTimeOffset at,
            ScorecardCell cell,
            CancellationToken cancellationToken) =>
            inner.RecordOutcomeAsync(id, success, overdue, at, cell, cancellationToken);

        public ValueTask<int> FailOverdueAsync(
            DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
            inner.FailOverdueAsync(now, limit, cancellationToken);

        public ValueTask<IReadOnlyList<ScorecardCell>> ReadOverdueCellsAsync(
            DomainName? domain,
            string? modelVersion,
            DateTimeOffset from,
            DateTimeOffset now,
            CancellationToken cancellationToken) =>
            inner.ReadOverdueCellsAsync(domain, modelVersion, from, now, cancellationToken);

        public async ValueTask<IReadOnlyList<ScorecardCell>> ReadCellsAsync(
            DomainName? domain, string? modelVersion, DateOnly from, DateOnly to, CancellationToken cancellationToken)
        {
            var cells = await inner.ReadCellsAsync(domain, modelVersion, from, to, cancellationToken);
            var meddle = OnRead;
            OnRead = null;
            await (meddle?.Invoke() ?? Task.CompletedTask);
            return cells;
        }
    }
}
