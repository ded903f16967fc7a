using Valhalla.Governance.Ramp;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Ramp;

public sealed class InfluenceRampTests
{
    private static readonly string[] Units = [.. Enumerable.Range(0, 2_000).Select(i => $"unit-{i}")];

    [Fact]
    public async Task Decide_NoInfluence_IsShadow()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        Assert.All(Units, unit => Assert.Equal(InfluenceDecision.Shadow, host.Ramp.Decide(unit)));
    }

    [Fact]
    public async Task Decide_InfluenceRises_IsStickyAndOnlyAddsUnits()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        var before = new HashSet<string>();
        foreach (var expected in new[] { 100, 1_000, 2_500, 5_000, 10_000 })
        {
            var result = await host.ClimbAsync();
            Assert.Equal(RampChangeStatus.Changed, result.Status);
            Assert.Equal(expected, result.Influence.BasisPoints);
            var live = LiveOf(host);
            Assert.Superset(before, live);
            Assert.Equal(live, LiveOf(host));
            var fair = Units.Length * expected / 10_000;
            Assert.InRange(live.Count, fair - 90, fair + 90);
            before = live;
        }

        Assert.Equal(Units.Length, before.Count);
        Assert.Equal(
            [RampRules.AtFullInfluence], (await host.ClimbAsync()).Holds.Select(hold => hold.Code));
    }

    [Fact]
    public async Task Decide_KillSwitchEngaged_IsShadowAtOnceAndTheRampRestartsFromZero()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        await host.ClimbAsync();

        await host.Host.Gate.EngageKillSwitchAsync(RampHost.Captain, "smoke");
        Assert.Empty(LiveOf(host));
        Assert.Equal(0, host.Ramp.Current.BasisPoints);
        Assert.Equal(new RampRollback(host.Clock.GetUtcNow(), "kill_switch", 1_000), host.Ramp.Current.LastRollback);

        await host.Host.Gate.ReleaseKillSwitchAsync(RampHost.Captain, "all clear");
        Assert.Empty(LiveOf(host));
        Assert.Contains(RampRules.DecisionRequired, (await host.ClimbAsync()).Holds.Select(hold => hold.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decide_GateDeniesProduction_IsShadow(bool isStale)
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        await host.ClimbAsync();
        Assert.NotEmpty(LiveOf(host));
        if (isStale)
        {
            host.Host.Store.Failure = Control.FaultyControlStore.Down;
            host.Clock.Advance(TimeSpan.FromSeconds(6));
        }
        else
        {
            await host.Host.Gate.DisableAsync(RampHost.Captain, null);
        }

        Assert.Empty(LiveOf(host));
    }

    [Fact]
    public async Task Decide_AnyUnit_AllocatesNothing()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        await host.ClimbAsync();
        var ramp = host.Ramp;

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                _ = ramp.Decide("8f14e45f-ceea-467f-a0e6-b2f1c7a3d0aa");
            }
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Influence_AfterARestart_IsWhatItWas()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        await using var restarted = new RampHost(restartOf: host);
        await restarted.StartAsync();
        Assert.Equal(host.Ramp.Current, restarted.Ramp.Current);
    }

    [Fact]
    public async Task StepAsync_NothingDone_TellsEverythingThatIsMissing()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        host.Forget("policy_entropy");
        var result = await host.Ramp.StepAsync(RampHost.Captain, null);
        Assert.Equal(RampChangeStatus.Held, result.Status);
        Assert.Equal(
            [
                RampRules.DecisionRequired, "guard.entropy_low", RampRules.DwellNotReached, RampRules.TooFewEvents,
            ],
            result.Holds.Select(hold => hold.Code));
        Assert.DoesNotContain(host.Host.Audit, entry => entry.Action.StartsWith("ramp.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StepAsync_EntropyBelowTheGoCriterion_HoldsWithoutARollback()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        await host.ObserveAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        host.Quiet();
        host.Signal("policy_entropy", EvidenceValue.Of(0.85m));
        await host.Host.Control.RefreshAsync(CancellationToken.None);
        Assert.Equal(
            ["guard.entropy_low"],
            (await host.Ramp.StepAsync(RampHost.Captain, null)).Holds.Select(hold => hold.Code));
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(100, host.Ramp.Current.BasisPoints);
    }

    [Fact]
    public async Task SetAsync_Lower_NeedsNothing()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        await host.ClimbAsync();
        var result = await host.Ramp.SetAsync(550, RampHost.Captain, null);
        Assert.Equal((RampChangeStatus.Changed, 550), (result.Status, result.Influence.BasisPoints));
        Assert.NotNull(result.Influence.DecisionId);
        Assert.Equal(RampChangeStatus.Unchanged, (await host.Ramp.SetAsync(550, RampHost.Captain, null)).Status);
        Assert.Equal(InfluenceRules.SetAction, host.Host.Audit[^1].Action);
    }

    [Fact]
    public async Task SetAsync_Higher_TakesWhatAStepTakes()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        Assert.Equal(
            [RampRules.StepTooLarge, RampRules.DwellNotReached, RampRules.TooFewEvents],
            (await host.Ramp.SetAsync(2_500, RampHost.Captain, "now")).Holds.Select(hold => hold.Code));
        Assert.Equal(
            RampChangeStatus.ReasonRequired,
            (await host.Ramp.SetAsync(2_500, RampHost.Captain, null, isOverride: true)).Status);
        var overridden = await host.Ramp.SetAsync(2_500, RampHost.Captain, "now", isOverride: true);
        Assert.Equal(2_500, overridden.Influence.BasisPoints);
        Assert.Equal(InfluenceRules.SetOverrideAction, host.Host.Audit[^1].Action);
        Assert.Equal("now", host.Host.Audit[^1].Reason);
    }

    [Fact]
    public async Task SetAsync_Override_NeverPassesOverTheDecisionOrATrigger()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        host.Signal("active_page_alerts", EvidenceValue.Of(1m));
        Assert.Equal(
            [RampRules.DecisionRequired, "guard.page_alert"],
            (await host.Ramp.SetAsync(2_500, RampHost.Captain, "now", isOverride: true)).Holds.Select(h => h.Code));
    }

    [Fact]
    public async Task KillAsync_Twice_IsOneRollbackAndEndsTheDecision()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();
        Assert.Equal(RampChangeStatus.Changed, (await host.Ramp.KillAsync(RampHost.Captain, "stop")).Status);
        Assert.Equal(RampChangeStatus.Unchanged, (await host.Ramp.KillAsync(RampHost.Captain, "stop")).Status);
        Assert.Single(host.Host.Audit, entry => entry.Action == InfluenceRules.RollbackAction);
        Assert.Equal([RampRules.DecisionRequired], (await host.ClimbAsync()).Holds.Select(hold => hold.Code));
    }

    [Fact]
    public async Task ObserveAsync_BothOutcomes_AreCompared()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.Ramp.ObserveAsync(
        [
            Observation("a", "approve", "approve", 1, 3),
            Observation("b", "approve", "deny", 2, 5),
            Observation("c", "deny", null, null, 4),
        ]);
        Assert.Equal(new RampComparison(0, 3, 2, 1, 2, 1.5, 4), await host.Ramp.CompareAsync());
        Assert.Equal(0.5, (await host.Ramp.CompareAsync()).AgreementRate);
        Assert.Equal(new RampComparison(9, 0, 0, 0, 0, null, null), await host.Ramp.CompareAsync(9));
    }

    [Fact]
    public async Task ObserveAsync_NotAsDocumented_IsRefused()
    {
        await using var host = new RampHost();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await host.Ramp.ObserveAsync([]));
        foreach (var wrong in new[]
        {
            Observation("", "a", "b", 1, 1),
            Observation("u", "\u0001", "b", 1, 1),
            Observation("u", "a", new string('b', 201), 1, 1),
            Observation("u", "a", "b", double.NaN, 1),
            Observation("u", "a", "b", 1, 1) with { Step = -1 },
        })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await host.Ramp.ObserveAsync([wrong]));
        }

        Assert.Equal(0, (await host.Ramp.CompareAsync()).Events);
    }

    private static RampObservation Observation(
        string unit, string? incumbent, string? candidate, double? incumbentValue, double? candidateValue) =>
        new(unit, InfluenceDecision.Shadow)
        {
            IncumbentOutcome = incumbent,
            CandidateOutcome = candidate,
            IncumbentValue = incumbentValue,
            CandidateValue = candidateValue,
        };

    private static HashSet<string> LiveOf(RampHost host) =>
        [.. Units.Where(unit => host.Ramp.Decide(unit) == InfluenceDecision.Live)];
}
