using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class KillSwitchTests
{
    private static readonly ChangeAuthor Ann = new("ann", SourceAddress: "10.0.0.7");

    [Fact]
    public async Task Engage_StoreUp_CommitsWithOneAuditRecord()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        var result = await host.Gate.EngageKillSwitchAsync(Ann, "smoke");

        Assert.Equal(GoLiveChangeStatus.Changed, result.Status);
        Assert.True(result.State.KillSwitchEngaged);
        Assert.Equal(2, result.State.Epoch);
        Assert.Equal("smoke", result.State.Reason);
        var entry = Assert.Single(host.Audit);
        Assert.Equal("kill_switch.engage", entry.Action);
        Assert.Equal(Ann, entry.Author);
        Assert.Equal(2, entry.Version);
        Assert.False(host.Latch.IsEngaged);
        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.SandboxExec));
    }

    [Fact]
    public async Task Engage_StoreHangs_IsInForceBeforeTheCallReturns()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        var letGo = new TaskCompletionSource();
        host.Store.Hold = letGo.Task;

        var engaging = host.Gate.EngageKillSwitchAsync(Ann, "smoke").AsTask();
        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.False(engaging.IsCompleted);

        letGo.SetResult();
        Assert.Equal(GoLiveChangeStatus.Changed, (await engaging).Status);
    }

    [Fact]
    public async Task Engage_StoreHangsForever_IsAnsweredLocalOnlyAtTheTimeLimit()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        host.Store.Hold = new TaskCompletionSource().Task;

        var engaging = host.Gate.EngageKillSwitchAsync(Ann, "smoke").AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(2));
                return engaging.IsCompleted;
            },
            "the kill is answered");

        Assert.Equal(GoLiveChangeStatus.LocalOnly, (await engaging).Status);
        Assert.True(File.Exists(host.LatchPath));
    }

    [Fact]
    public async Task Engage_ManyAtOnce_ChangesOnce()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => Task.Run(
                () => host.Gate.EngageKillSwitchAsync(new ChangeAuthor($"p{i}"), null).AsTask())));

        Assert.Single(results, r => r.Status == GoLiveChangeStatus.Changed);
        Assert.Equal(63, results.Count(r => r.Status == GoLiveChangeStatus.Unchanged));
        Assert.Equal(64, host.Audit.Select(e => e.Author.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.False(host.Latch.IsEngaged);
    }

    [Fact]
    public async Task Engage_ManyAtOnceWithTheStoreDown_KeepsOneKillAndStoresItOnce()
    {
        await using var host = new GovernedHost();
        await host.StartAsync();
        host.Store.Failure = FaultyControlStore.Down;

        var results = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(i => Task.Run(
                () => host.Gate.EngageKillSwitchAsync(new ChangeAuthor($"p{i}"), null).AsTask())));
        host.Store.Failure = null;
        await AdvanceUntilStoredAsync(host);

        Assert.All(results, r => Assert.Equal(GoLiveChangeStatus.LocalOnly, r.Status));
        Assert.Single(host.Audit, e => e.Action == GoLiveRules.EngageAction);
        Assert.False(host.Latch.IsEngaged);
    }

    [Fact]
    public async Task Engage_CallerGivesUp_TheKillStillHappens()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        var letGo = new TaskCompletionSource();
        host.Store.Hold = letGo.Task;
        using var impatient = new CancellationTokenSource();

        var engaging = host.Gate.EngageKillSwitchAsync(Ann, null, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engaging);
        letGo.SetResult();

        await Eventually.TrueAsync(() => host.Database.Control.Gate.KillSwitchEngaged, "the store has the kill");
    }

    [Fact]
    public async Task Engage_TokenCancelledBefore_StillLatches()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Gate.EngageKillSwitchAsync(Ann, null, new CancellationToken(canceled: true)).AsTask());

        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.ProdExec));
        await Eventually.TrueAsync(() => host.Database.Control.Gate.KillSwitchEngaged, "the store has the kill");
    }

    [Fact]
    public async Task Engage_StoreDown_IsLocalOnlyThenStoredThenReleasable()
    {
        await using var host = new GovernedHost("development");
        await host.StartAsync();
        host.Store.Failure = FaultyControlStore.Down;

        var result = await host.Gate.EngageKillSwitchAsync(Ann, "smoke");

        Assert.Equal(GoLiveChangeStatus.LocalOnly, result.Status);
        Assert.True(result.Ok);
        Assert.True(result.State.KillSwitchEngaged);
        Assert.True(host.Gate.Current.IsLatchedLocally);
        Assert.True(File.Exists(host.LatchPath));
        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.SandboxExec));
        Assert.False(host.Database.Control.Gate.KillSwitchEngaged);

        host.Store.Failure = null;
        await AdvanceUntilStoredAsync(host);

        Assert.True(host.Database.Control.Gate.KillSwitchEngaged);
        Assert.False(host.Gate.Current.IsLatchedLocally);
        Assert.False(File.Exists(host.LatchPath));
        var entry = Assert.Single(host.Audit);
        Assert.Equal(Ann, entry.Author);
        Assert.Contains("latched_at", entry.ToJson, StringComparison.Ordinal);

        var released = await host.Gate.ReleaseKillSwitchAsync(Ann, "all clear");
        Assert.Equal(GoLiveChangeStatus.Changed, released.Status);
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
    }

    [Fact]
    public async Task Engage_ThenProcessDies_TheNextOneStartsKilledAndStoresIt()
    {
        await using var host = new GovernedHost("development");
        await host.StartAsync();
        host.Store.Failure = FaultyControlStore.Down;
        await host.Gate.EngageKillSwitchAsync(Ann, "smoke");

        await using var next = new GovernedHost("development", restartOf: host);
        Assert.Equal(GateDecision.KillSwitchEngaged, next.Gate.Check(ExecutionClass.SandboxExec));

        await next.StartAsync();
        await AdvanceUntilStoredAsync(next);

        Assert.True(next.Database.Control.Gate.KillSwitchEngaged);
        Assert.Equal("smoke", next.Database.Control.Gate.Reason);
        Assert.Equal("ann", next.Database.Control.Gate.UpdatedBy);
        Assert.False(File.Exists(next.LatchPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"author\":")]
    public async Task LatchFile_Damaged_CountsAsAKill(string content)
    {
        await using var host = new GovernedHost("development");
        await File.WriteAllTextAsync(host.LatchPath, content);

        await using var next = new GovernedHost("development", restartOf: host);

        Assert.Equal(GateDecision.KillSwitchEngaged, next.Gate.Check(ExecutionClass.ProdExec));
        await next.StartAsync();
        await AdvanceUntilStoredAsync(next);
        Assert.True(next.Database.Control.Gate.KillSwitchEngaged);
    }

    [Fact]
    public async Task Engage_LatchFileNotWritable_StillHoldsInTheProcess()
    {
        await using var host = new GovernedHost("development");
        await host.StartAsync();
        host.Store.Failure = FaultyControlStore.Down;
        Directory.CreateDirectory(host.LatchPath);

        var result = await host.Gate.EngageKillSwitchAsync(Ann, null);

        Assert.Equal(GoLiveChangeStatus.LocalOnly, result.Status);
        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.SandboxExec));
    }

    [Fact]
    public async Task Engage_KilledByAnotherNodeWhileTheStoreWasDown_OneReleaseOpensTheGate()
    {
        await using var host = new GovernedHost("development");
        await host.StartAsync();
        host.Store.Failure = FaultyControlStore.Down;
        await host.Gate.EngageKillSwitchAsync(Ann, "here");
        await using var other = new GovernedHost("development", restartOf: host);
        await other.Gate.EngageKillSwitchAsync(new ChangeAuthor("ben"), "there");

        host.Store.Failure = null;
        await AdvanceUntilStoredAsync(host);
        Assert.Equal("ben", host.Database.Control.Gate.UpdatedBy);

        await host.Gate.ReleaseKillSwitchAsync(Ann, "all clear");
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
    }

    [Fact]
    public async Task Engage_TextThatOtherChangesRefuse_IsMendedAndStored()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        var result = await host.Gate.EngageKillSwitchAsync(
            new ChangeAuthor("", "\ud800", new string('9', 5_000)), "line\nbreak\0" + new string('x', 5_000));

        Assert.Equal(GoLiveChangeStatus.Changed, result.Status);
        Assert.Equal("unknown", result.State.UpdatedBy);
        Assert.StartsWith("line break ", result.State.Reason, StringComparison.Ordinal);
        Assert.True(TextRules.IsValid(result.State.Reason, TextRules.MaxReasonLength));
        Assert.True(TextRules.IsValid(host.Audit[^1].Author.ClaimedName, TextRules.MaxActorLength));
        Assert.True(TextRules.IsValid(host.Audit[^1].Author.SourceAddress, TextRules.MaxActorLength));
        Assert.Contains("The reason was cut to 1000 characters.", host.Audit[^1].ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_KillKeptHere_StoresItFirst()
    {
        await using var host = new GovernedHost("development");
        await host.Control.RefreshAsync(CancellationToken.None);
        host.Store.Failure = FaultyControlStore.Down;
        await host.Gate.EngageKillSwitchAsync(Ann, "smoke");

        await Assert.ThrowsAsync<ValhallaStoreException>(
            () => host.Gate.ReleaseKillSwitchAsync(Ann, "all clear").AsTask());
        Assert.Equal(GateDecision.KillSwitchEngaged, host.Gate.Check(ExecutionClass.SandboxExec));

        host.Store.Failure = null;
        var released = await host.Gate.ReleaseKillSwitchAsync(Ann, "all clear");

        Assert.Equal(GoLiveChangeStatus.Changed, released.Status);
        Assert.Equal([GoLiveRules.EngageAction, GoLiveRules.ReleaseAction], host.Audit.Select(e => e.Action));
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.SandboxExec));
    }

    [Fact]
    public async Task Engage_RacingWithReleases_NeverLeavesALatchBehind()
    {
        await using var host = new GovernedHost("development");
        await host.Control.RefreshAsync(CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            await (i % 2 == 0
                ? host.Gate.EngageKillSwitchAsync(Ann, "race")
                : host.Gate.ReleaseKillSwitchAsync(Ann, "race"));
        })));

        Assert.False(host.Latch.IsEngaged);
        Assert.Equal(
            host.Database.Control.Gate.KillSwitchEngaged,
            host.Gate.Check(ExecutionClass.ProdExec) == GateDecision.KillSwitchEngaged);
    }

    private static Task AdvanceUntilStoredAsync(GovernedHost host) => Eventually.TrueAsync(
        () =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return host.Latch.Kept is null && !File.Exists(host.LatchPath);
        },
        "the store has the kept kill");
}
