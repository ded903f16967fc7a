using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class GoLiveRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);
    private static readonly ChangeAuthor Ann = new("ann");
    private static readonly ChangeAuthor Ben = new("ben");
    private static readonly GoLiveState Off = new() { Epoch = 7 };
    private static readonly GoLiveState On = Off with { GoLiveEnabled = true };
    private static readonly GoLiveState Killed = Off with { KillSwitchEngaged = true };

    [Fact]
    public void Enable_NoBlockers_AddsOneToTheEpochAndOneAuditRecord()
    {
        var ruling = GoLiveRules.Enable(Off, new(Ann, "launch"), [], Now);

        Assert.Equal(GoLiveChangeStatus.Changed, ruling.Status);
        var gate = ruling.Change!.Gate!;
        Assert.True(gate.GoLiveEnabled);
        Assert.Equal((8, "launch", "ann", Now), (gate.Epoch, gate.Reason, gate.UpdatedBy, gate.UpdatedAt));
        var entry = Assert.Single(ruling.Change.Audit);
        Assert.Equal(("go_live.enable", 8, "launch"), (entry.Action, entry.Version, entry.Reason));
        Assert.Equal(JsonOf("false"), entry.FromJson);
        Assert.Equal(JsonOf("true"), entry.ToJson);

        static string JsonOf(string enabled) =>
            "{\"go_live_enabled\":" + enabled + ",\"kill_switch_engaged\":false,"
            + "\"release_approvals\":[],\"approvals\":[],\"released_at\":null}";
    }

    [Fact]
    public void Enable_Blockers_IsRefusedWithTheirIds()
    {
        var ruling = GoLiveRules.Enable(Off, new(Ann, "launch"), ["env_sanity", "kill_switch_clear"], Now);

        Assert.Equal(GoLiveChangeStatus.ChecksFailing, ruling.Status);
        Assert.Null(ruling.Change);
        Assert.Equal(["env_sanity", "kill_switch_clear"], ruling.FailingChecks);
    }

    [Fact]
    public void Enable_KilledSinceTheRunbookRan_IsRefused()
    {
        var ruling = GoLiveRules.Enable(Killed, new(Ann), [], Now);

        Assert.Equal(GoLiveChangeStatus.ChecksFailing, ruling.Status);
        Assert.Equal(["kill_switch_clear"], ruling.FailingChecks);
    }

    [Fact]
    public void Enable_OverrideWithReason_IsAuditedAsOverrideWithTheChecks()
    {
        var ruling = GoLiveRules.Enable(Off, new(Ann, "the cause is known", Override: true), ["env_sanity"], Now);

        Assert.True(ruling.Change!.Gate!.GoLiveEnabled);
        var entry = Assert.Single(ruling.Change.Audit);
        Assert.Equal("go_live.enable_override", entry.Action);
        Assert.Contains("""overridden_checks":["env_sanity"]""", entry.ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Enable_OverrideWithNothingToOverride_IsAPlainEnable() => Assert.Equal(
        "go_live.enable",
        GoLiveRules.Enable(Off, new(Ann, "sure", Override: true), [], Now).Change!.Audit[0].Action);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    public void Enable_OverrideWithoutReason_IsRefused(string? reason)
    {
        var ruling = GoLiveRules.Enable(Off, new(Ann, reason, Override: true), ["env_sanity"], Now);

        Assert.Equal(GoLiveChangeStatus.ReasonRequired, ruling.Status);
        Assert.Null(ruling.Change);
    }

    [Fact]
    public void EnableAndDisable_AlreadySo_ChangeNothing()
    {
        Assert.Equal(GoLiveRuling.Unchanged, GoLiveRules.Enable(On, new(Ann), ["env_sanity"], Now));
        Assert.Equal(GoLiveRuling.Unchanged, GoLiveRules.Disable(Off, Ann, null, Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("night")]
    public void Disable_On_NeedsNoReasonAndLeavesTheKillSwitch(string? reason)
    {
        var ruling = GoLiveRules.Disable(On with { KillSwitchEngaged = true }, Ann, reason, Now);

        Assert.False(ruling.Change!.Gate!.GoLiveEnabled);
        Assert.True(ruling.Change.Gate.KillSwitchEngaged);
        Assert.Equal("go_live.disable", Assert.Single(ruling.Change.Audit).Action);
    }

    [Fact]
    public void Engage_Clear_KeepsGoLiveAndForgetsApprovals()
    {
        var gate = On with { ReleaseApprovals = [new("old", null, Now)] };

        var ruling = GoLiveRules.Engage(gate, Ann, null, latchedAt: null, Now);

        Assert.True(ruling.Change!.Gate!.KillSwitchEngaged);
        Assert.True(ruling.Change.Gate.GoLiveEnabled);
        Assert.Empty(ruling.Change.Gate.ReleaseApprovals);
        Assert.Equal("kill_switch.engage", Assert.Single(ruling.Change.Audit).Action);
    }

    [Fact]
    public void Engage_Engaged_LeavesTheRowAndIsAudited()
    {
        var ruling = GoLiveRules.Engage(Killed, Ben, "again", null, Now);

        Assert.Equal(GoLiveChangeStatus.Unchanged, ruling.Status);
        Assert.Null(ruling.Change!.Gate);
        var record = Assert.Single(ruling.Change.Audit);
        Assert.Equal(("kill_switch.engage", Ben, "again"), (record.Action, record.Author, record.Reason));
        Assert.Equal(Killed.Epoch, record.Version);
    }

    [Fact]
    public void Engage_EngagedByTheLibraryAgain_FloodsNoAuditAndStillVoidsApprovals()
    {
        Assert.Null(GoLiveRules.Engage(Killed, ChangeAuthor.System, "a breach", null, Now).Change);

        var approved = GoLiveRules.Release(Killed, Ann, "mended", Quorum(2), Now).Change!.Gate!;
        var ruling = GoLiveRules.Engage(approved, ChangeAuthor.System, "a breach", null, Now);
        Assert.Empty(ruling.Change!.Gate!.ReleaseApprovals);
        Assert.Single(ruling.Change.Audit);
    }

    [Fact]
    public void Engage_EngagedWithApprovals_VoidsThem()
    {
        var approved = GoLiveRules.Release(Killed, Ann, "mended", Quorum(2), Now).Change!.Gate!;

        var ruling = GoLiveRules.Engage(approved, Ben, "it still burns", latchedAt: null, Now);

        Assert.Equal(GoLiveChangeStatus.Unchanged, ruling.Status);
        Assert.Empty(ruling.Change!.Gate!.ReleaseApprovals);
        Assert.Equal("it still burns", ruling.Change.Gate.Reason);
        Assert.Equal("kill_switch.engage", Assert.Single(ruling.Change.Audit).Action);
        var alone = GoLiveRules.Release(ruling.Change.Gate, new("cat"), "mended", Quorum(2), Now);
        Assert.Equal((GoLiveChangeStatus.ApprovalRecorded, 1), (alone.Status, alone.ApprovalsMissing));
    }

    [Fact]
    public void Release_ApprovalOlderThanItsLifetime_DoesNotCount()
    {
        var approved = GoLiveRules.Release(Killed, Ann, "mended", Quorum(2), Now).Change!.Gate!;
        var last = Now + TimeSpan.FromHours(1);

        var inTime = GoLiveRules.Release(approved, Ben, "mended", Quorum(2), last - TimeSpan.FromTicks(1));
        var late = GoLiveRules.Release(approved, Ben, "mended", Quorum(2), last);

        Assert.Equal(GoLiveChangeStatus.Changed, inTime.Status);
        Assert.Equal((GoLiveChangeStatus.ApprovalRecorded, 1), (late.Status, late.ApprovalsMissing));
        Assert.Equal(Ben.Name, Assert.Single(late.Change!.Gate!.ReleaseApprovals).Name);
        Assert.Equal(
            GoLiveChangeStatus.ApprovalRecorded,
            GoLiveRules.Release(approved, Ann, "again", Quorum(2), last).Status);
    }

    [Theory]
    [InlineData("Ann", "Ann B.", "idp 1", "idp 1", true)]
    [InlineData("Ann", "Ann", "idp 1", "idp 2", false)]
    [InlineData("Ann", "Ann", "idp 1", "other 1", false)]
    [InlineData("Ann", "A\u200Bnn", null, null, true)]
    [InlineData("Ann", "\u0410nn", null, null, true)]
    [InlineData("Ann", "\uFF21nn", null, null, true)]
    [InlineData("Ann", "ann\u202E", "idp 1", null, true)]
    [InlineData("Ann", "Ben", "idp 1", null, false)]
    public void Release_TwoAuthors_AreOnePersonByIdElseByWhatTheNameLooksLike(
        string name, string other, string? id, string? otherId, bool isSame)
    {
        var approved = GoLiveRules
            .Release(Killed, new(name) { PersonId = id }, "mended", Quorum(2), Now).Change!.Gate!;

        var second = GoLiveRules.Release(approved, new(other) { PersonId = otherId }, "mended", Quorum(2), Now);

        Assert.Equal(isSame ? GoLiveChangeStatus.AlreadyApproved : GoLiveChangeStatus.Changed, second.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Release_WithoutReason_IsRefused(string? reason) => Assert.Equal(
        GoLiveChangeStatus.ReasonRequired, GoLiveRules.Release(Killed, Ann, reason, Quorum(1), Now).Status);

    [Fact]
    public void Release_Clear_ChangesNothing() =>
        Assert.Equal(GoLiveRuling.Unchanged, GoLiveRules.Release(On, Ann, "why not", Quorum(1), Now));

    [Fact]
    public void Release_QuorumOfOne_ReleasesAtOnce()
    {
        var ruling = GoLiveRules.Release(Killed, Ann, "mended", Quorum(1), Now);

        Assert.Equal(GoLiveChangeStatus.Changed, ruling.Status);
        Assert.False(ruling.Change!.Gate!.KillSwitchEngaged);
        Assert.Equal("kill_switch.release", Assert.Single(ruling.Change.Audit).Action);
    }

    [Fact]
    public void Release_QuorumOfThree_CountsDifferentPeopleOnly()
    {
        var first = GoLiveRules.Release(Killed, Ann, "mended", Quorum(3), Now);
        Assert.Equal((GoLiveChangeStatus.ApprovalRecorded, 2), (first.Status, first.ApprovalsMissing));
        Assert.True(first.Change!.Gate!.KillSwitchEngaged);
        Assert.Equal(8, first.Change.Gate.Epoch);
        Assert.Equal("kill_switch.release_approval", Assert.Single(first.Change.Audit).Action);

        foreach (var same in new[] { "ann", "ANN", " ann " })
        {
            var again = GoLiveRules.Release(first.Change.Gate, new(same), "mended", Quorum(3), Now);
            Assert.Equal((GoLiveChangeStatus.AlreadyApproved, 2), (again.Status, again.ApprovalsMissing));
            Assert.Null(again.Change);
        }

        var second = GoLiveRules.Release(first.Change.Gate, Ben, "mended", Quorum(3), Now);
        Assert.Equal((GoLiveChangeStatus.ApprovalRecorded, 1), (second.Status, second.ApprovalsMissing));

        var third = GoLiveRules.Release(second.Change!.Gate!, new("cat"), "mended", Quorum(3), Now);
        Assert.Equal(GoLiveChangeStatus.Changed, third.Status);
        Assert.False(third.Change!.Gate!.KillSwitchEngaged);
        Assert.Empty(third.Change.Gate.ReleaseApprovals);
        Assert.Contains("""["ann","ben","cat"]""", third.Change.Audit[0].ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_QuorumLoweredMeanwhile_ReleasesOnTheNextRequest()
    {
        var approved = Killed with { ReleaseApprovals = [new("ann", null, Now)] };

        Assert.Equal(
            GoLiveChangeStatus.Changed, GoLiveRules.Release(approved, Ann, "mended", Quorum(1), Now).Status);
    }

    private static GoLiveOptions Quorum(int people) => new() { ReleaseQuorum = people };
}
