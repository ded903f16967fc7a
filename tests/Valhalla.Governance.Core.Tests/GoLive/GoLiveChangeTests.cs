using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class GoLiveChangeTests
{
    private static readonly ChangeAuthor Ann = new("ann");

    [Fact]
    public async Task Enable_EverythingInOrder_OpensTheGate()
    {
        await using var host = new GovernedHost();

        var result = await host.Gate.EnableAsync(new(Ann, "launch"));

        Assert.Equal(GoLiveChangeStatus.Changed, result.Status);
        Assert.Equal(1, result.State.Epoch);
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.Equal("go_live.enable", Assert.Single(host.Audit).Action);
    }

    [Fact]
    public async Task Enable_RunbookHasABlocker_IsRefusedUntilOverriddenWithAReason()
    {
        await using var host = new GovernedHost(settings: new() { ["DATABASE_URL"] = null });

        var refused = await host.Gate.EnableAsync(new(Ann));
        Assert.Equal(GoLiveChangeStatus.ChecksFailing, refused.Status);
        Assert.False(refused.Ok);
        Assert.Equal(["env_sanity"], refused.FailingChecks);
        Assert.Empty(host.Audit);

        var unexplained = await host.Gate.EnableAsync(new(Ann, "", Override: true));
        Assert.Equal(GoLiveChangeStatus.ReasonRequired, unexplained.Status);

        var overridden = await host.Gate.EnableAsync(new(Ann, "the file is meant", Override: true));
        Assert.Equal(GoLiveChangeStatus.Changed, overridden.Status);
        var entry = Assert.Single(host.Audit);
        Assert.Equal(("go_live.enable_override", "the file is meant"), (entry.Action, entry.Reason));
        Assert.Contains("env_sanity", entry.ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enable_HostsOwnCheckFails_IsRefused()
    {
        var failing = Substitute.For<IRunbookCheck>();
        failing.Id.Returns("on_call_awake");
        failing.Severity.Returns(CheckSeverity.Blocker);
        failing.CheckAsync(default).ReturnsForAnyArgs(new RunbookCheckOutcome(false, "Nobody is awake."));
        await using var host = new GovernedHost(configure: s => s.AddSingleton(failing));

        Assert.Equal(["on_call_awake"], (await host.Gate.EnableAsync(new(Ann))).FailingChecks);
    }

    [Fact]
    public async Task Disable_On_ClosesTheGateAtOnce()
    {
        await using var host = new GovernedHost();
        await host.Gate.EnableAsync(new(Ann));

        var result = await host.Gate.DisableAsync(Ann, null);

        Assert.Equal((GoLiveChangeStatus.Changed, 2), (result.Status, result.State.Epoch));
        Assert.Equal(GateDecision.GoLiveDisabled, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.Equal(GoLiveChangeStatus.Unchanged, (await host.Gate.DisableAsync(Ann, null)).Status);
    }

    [Fact]
    public async Task Changes_StoreDown_ThrowAndChangeNothing()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        host.Store.Failure = FaultyControlStore.Down;

        await Assert.ThrowsAsync<ValhallaStoreException>(() => host.Gate.DisableAsync(Ann, null).AsTask());
        await Assert.ThrowsAsync<ValhallaStoreException>(() => host.Gate.EnableAsync(new(Ann)).AsTask());
        await Assert.ThrowsAsync<ValhallaStoreException>(() => host.Gate.ReleaseKillSwitchAsync(Ann, "x").AsTask());

        Assert.True(host.Database.Control.Gate.GoLiveEnabled);
    }

    [Fact]
    public async Task Release_QuorumOfTwo_NeedsTwoPeople()
    {
        await using var host = new GovernedHost(settings: new() { ["Valhalla:GoLive:ReleaseQuorum"] = "2" });
        await host.Gate.EngageKillSwitchAsync(Ann, "smoke");

        var first = await host.Gate.ReleaseKillSwitchAsync(Ann, "mended");
        var again = await host.Gate.ReleaseKillSwitchAsync(new("Ann"), "really");
        Assert.Equal((GoLiveChangeStatus.ApprovalRecorded, 1), (first.Status, first.ApprovalsMissing));
        Assert.Equal(GoLiveChangeStatus.AlreadyApproved, again.Status);
        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.SandboxExec));

        var second = await host.Gate.ReleaseKillSwitchAsync(new("ben"), "seen it");
        Assert.Equal(GoLiveChangeStatus.Changed, second.Status);
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.SandboxExec));
        Assert.Equal(
            ["kill_switch.engage", "kill_switch.release_approval", "kill_switch.release"],
            host.Audit.Select(e => e.Action));
    }

    [Fact]
    public async Task Changes_MalformedText_AreRefusedAsArguments()
    {
        await using var host = new GovernedHost();
        var tooLong = new string('x', TextRules.MaxReasonLength + 1);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Gate.ReleaseKillSwitchAsync(Ann, tooLong).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Gate.ReleaseKillSwitchAsync(Ann, "a\0").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Gate.EnableAsync(new(new(""), "x")).AsTask());
        Assert.Empty(host.Audit);
    }

    [Fact]
    public async Task Disable_MalformedText_IsKeptAsFarAsItCanBe()
    {
        await using var host = new GovernedHost();
        await host.Gate.EnableAsync(new(Ann, "x") { Override = true });

        var result = await host.Gate.DisableAsync(new(""), "a\nb" + new string('x', TextRules.MaxReasonLength));

        Assert.Equal(GoLiveChangeStatus.Changed, result.Status);
        Assert.StartsWith("a bxx", result.State.Reason, StringComparison.Ordinal);
        Assert.Contains("note", host.Audit[^1].ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checklist_SchemaOld_SaysMissing()
    {
        var probe = Substitute.For<ISchemaProbe>();
        probe.ProbeAsync(default).ReturnsForAnyArgs(new SchemaStatus("SQLite", 1, 2));
        await using var host = new GovernedHost(configure: s => s.AddSingleton(probe));

        var checklist = await host.Get<IGoLiveChecklist>().GetAsync();

        Assert.False(checklist.Ok);
        Assert.False(checklist.BackendComplete);
        Assert.All(checklist.RequiredPacks.Values, status => Assert.Equal(PackStatus.Missing, status));
    }

    [Fact]
    public async Task Checklist_StoreDown_SaysMissingAndDoesNotThrow()
    {
        var probe = Substitute.For<ISchemaProbe>();
        probe.ProbeAsync(default).ReturnsForAnyArgs<ValueTask<SchemaStatus>>(_ => throw FaultyControlStore.Down);
        await using var host = new GovernedHost(configure: s => s.AddSingleton(probe));

        Assert.False((await host.Get<IGoLiveChecklist>().GetAsync()).BackendComplete);
    }

    [Fact]
    public async Task Checklist_PackNotBuilt_IsMissingWhenRequired()
    {
        await using var host = new GovernedHost(settings: new()
        {
            ["Valhalla:GoLive:RequiredPacks:0"] = "A",
            ["Valhalla:GoLive:RequiredPacks:1"] = "J",
        });

        var checklist = await host.Get<IGoLiveChecklist>().GetAsync();

        Assert.True(checklist.BackendComplete);
        Assert.False(checklist.Ok);
        Assert.Equal(PackStatus.Installed, checklist.RequiredPacks["A"]);
        Assert.Equal(PackStatus.Missing, checklist.RequiredPacks["J"]);
        Assert.Equal(2, checklist.RequiredPacks.Count);
    }
}
