using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Core.Tests.Drill;

public sealed class KillSwitchDrillTests
{
    private static readonly NodeIdentity Ghost = new("elsewhere/9/cccccccc", "7.1");
    private static readonly ChangeAuthor Ann = new("ann");

    [Fact]
    public async Task Run_OneNode_PassesAndLeavesNoTrace()
    {
        await using var node = await DrillFixture.StartAsync();

        var result = await node.RunAsync();

        Assert.False(result.WasRunning);
        Assert.Equal(
            (KillSwitchDrillStatus.Passed, "7.1", "ann", "Friday", 1, 1, null),
            (result.Drill.Status, result.Drill.Build, result.Drill.StartedBy, result.Drill.Reason,
                result.Drill.NodesExpected, result.Drill.NodesDenied, result.Drill.Failure));
        Assert.Equal(result.Drill.SlowestMilliseconds, Assert.Single(result.Drill.Answers).Milliseconds);
        Assert.Null(node.Get<ControlState>().Current.Drill);
        Assert.Empty(Directory.GetFiles(node.Folder));
        var listed = Assert.Single(await node.Drill.ListAsync());
        Assert.Equal(result.Drill.Id, listed.Id);
    }

    [Fact]
    public void IsOverdue_BegunWhileTheClockWasAhead_IsOver()
    {
        var now = new DateTimeOffset(2026, 1, 13, 15, 0, 0, TimeSpan.Zero);
        var drill = DrillRules.Started(Guid.NewGuid(), Ghost, Ann, null, TimeSpan.FromMinutes(1), now.AddHours(49));

        Assert.True(DrillRules.IsOverdue(drill, now));
        Assert.False(DrillRules.IsOverdue(drill, now.AddHours(49)));
    }

    [Fact]
    public async Task Run_WhileItRuns_NoCheckIsDeniedAndNoGateRowChanges()
    {
        await using var node = await DrillFixture.StartAsync();
        var gate = node.Get<IGoLiveGate>();
        await node.Get<ControlState>().CommitAsync(
            (current, now) =>
                GoLiveRules.Enable(current.Gate, new GoLiveEnableRequest(Ann, null, false), [], now).Change,
            CancellationToken.None);
        var epoch = gate.Current.State.Epoch;
        var (checks, denied) = (0, 0);
        using var ended = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            // The fake clock moves by less than the limit of staleness between two reads of the store.
            while (!ended.IsCancellationRequested)
            {
                Thread.Yield();
                checks++;
                denied += gate.Check(ExecutionClass.ProdExec) == GateDecision.KillSwitchEngaged ? 1 : 0;
                denied += gate.Check(ExecutionClass.SandboxExec) == GateDecision.Allowed ? 0 : 1;
            }
        });

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(KillSwitchDrillStatus.Passed, (await node.RunAsync()).Drill.Status);
        }

        await ended.CancelAsync();
        await asking;
        Assert.True(checks > 0);
        Assert.Equal((0, epoch, false), (denied, gate.Current.State.Epoch, gate.Current.State.KillSwitchEngaged));
    }

    [Fact]
    public async Task Run_RealKillIsEngaged_PassesAndTheKillStays()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.Get<IGoLiveGate>().EngageKillSwitchAsync(Ann, null);

        var result = await node.RunAsync();

        Assert.Equal(KillSwitchDrillStatus.Passed, result.Drill.Status);
        Assert.Equal(GateDecision.KillSwitchEngaged, node.Get<IGoLiveGate>().Check(ExecutionClass.ProdExec));
    }

    [Fact]
    public async Task Run_ANodeThatDoesNotAnswer_FailsAndNamesIt()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.Get<IDrillStore>().BeatAsync(Ghost, CancellationToken.None);

        var result = await node.RunAsync();

        Assert.Equal(
            (KillSwitchDrillStatus.Failed, 2, 1),
            (result.Drill.Status, result.Drill.NodesExpected, result.Drill.NodesDenied));
        Assert.Equal($"{Ghost.Id} (build 7.1) did not answer.", result.Drill.Failure);
        Assert.True(result.Drill.FinishedAt - result.Drill.StartedAt >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Run_ANodeThatDiedOrStoppedBefore_IsNotWaitedFor()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.Get<IDrillStore>().BeatAsync(Ghost, CancellationToken.None);
        await node.Get<IDrillStore>().RemoveAsync(Ghost.Id, CancellationToken.None);
        await node.Get<IDrillStore>().BeatAsync(Ghost with { Id = "dead/1/dddddddd" }, CancellationToken.None);
        node.Time.Advance(TimeSpan.FromSeconds(31));

        var result = await node.RunAsync();

        Assert.Equal((KillSwitchDrillStatus.Passed, 1), (result.Drill.Status, result.Drill.NodesExpected));
    }

    [Fact]
    public async Task Run_TheLatchFileCannotBeWritten_FailsAndSaysSo()
    {
        await using var node = await DrillFixture.StartAsync();
        var id = node.Get<NodeIdentity>().Id;
        var blocked = Directory.CreateDirectory(Path.Combine(node.Folder, $"latch.json.drill-{id[^8..]}.tmp"));

        var result = await node.RunAsync();
        blocked.Delete();

        Assert.Equal(KillSwitchDrillStatus.Failed, result.Drill.Status);
        Assert.Contains("could not be written", result.Drill.Failure, StringComparison.Ordinal);
        Assert.Equal(0, result.Drill.NodesDenied);
        Assert.False(node.Get<KillSwitchLatch>().IsEngaged);
    }

    [Fact]
    public async Task Exercise_SnapshotTooOldToBeTrusted_IsAProblem()
    {
        await using var node = await DrillFixture.StartAsync(static service => service is StoreStartup);
        var exercise = node.Get<GateExercise>();
        var fresh = exercise.Run(node.Get<ControlState>().Latest!);
        node.Time.Advance(TimeSpan.FromSeconds(6));

        var stale = exercise.Run(node.Get<ControlState>().Latest!);

        Assert.Null(fresh);
        Assert.Equal("The gate answered state_stale before the kill, not allowed.", stale);
    }

    [Fact]
    public async Task Run_WhileAnotherRuns_AnswersThatOne()
    {
        await using var node = await DrillFixture.StartAsync();
        var other = await BeginElsewhereAsync(node);

        var result = await node.Drill.RunAsync(Ann, null);

        Assert.True(result.WasRunning);
        Assert.Equal(other.Id, result.Drill.Id);
    }

    [Fact]
    public async Task Heartbeat_ADrillWhoseCoordinatorDied_ClosesItAsFailed()
    {
        await using var node = await DrillFixture.StartAsync();
        var other = await BeginElsewhereAsync(node);

        node.Time.Advance(TimeSpan.FromSeconds(14));
        await node.Get<NodeHeartbeat>().BeatAsync(CancellationToken.None);
        var early = node.Get<ControlState>().Current.Drill;
        node.Time.Advance(TimeSpan.FromSeconds(2));
        await node.Get<NodeHeartbeat>().BeatAsync(CancellationToken.None);

        Assert.Equal(other.Id, early!.Id);
        Assert.Null(node.Get<ControlState>().Current.Drill);
        var closed = Assert.Single(await node.Drill.ListAsync());
        Assert.Equal(KillSwitchDrillStatus.Failed, closed.Status);
        Assert.Contains(Ghost.Id, closed.Failure, StringComparison.Ordinal);
        Assert.Equal(KillSwitchDrillStatus.Passed, (await node.RunAsync()).Drill.Status);
    }

    [Fact]
    public async Task Heartbeat_StoppedInOrder_RemovesTheNode()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.Get<NodeHeartbeat>().BeatAsync(CancellationToken.None);
        Assert.Single(await node.Get<IDrillStore>().ListNodesAsync(null, CancellationToken.None));

        await node.StopAsync(static service => service is NodeHeartbeat);

        Assert.Empty(await node.Get<IDrillStore>().ListNodesAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task Audit_StartAndEnd_TellWhoAndHowItEndedAndLeaveTheGateAlone()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.Get<IDrillStore>().BeatAsync(Ghost, CancellationToken.None);
        await node.RunAsync();
        var trail = node.Get<IAuditTrail>();

        var events = (await trail.ListAsync(new AuditQuery())).Where(e => e.Action == "kill_switch.drill").ToList();
        var state = await trail.GetStateAsync(node.Time.GetUtcNow());

        Assert.Equal(2, events.Count);
        Assert.All(events, e => Assert.Equal(("7.1", "ann", "Friday"), (e.Subject, e.Author.Name, e.Reason)));
        Assert.Contains("\"status\":\"FAILED\"", events[0].ToJson, StringComparison.Ordinal);
        Assert.Contains(Ghost.Id, events[0].ToJson, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"RUNNING\"", events[1].ToJson, StringComparison.Ordinal);
        Assert.Contains(
            "go_live_enabled", state.Items.Single(i => i.Area == "gate").ValueJson, StringComparison.Ordinal);
        Assert.Contains(
            "FAILED", state.Items.Single(i => i.Area == "kill_switch_drill").ValueJson, StringComparison.Ordinal);
        Assert.True((await trail.VerifyAsync([])).Break is null);
    }

    private static async Task<KillSwitchDrill> BeginElsewhereAsync(DrillFixture node)
    {
        var id = Guid.CreateVersion7(node.Time.GetUtcNow());
        var snapshot = await node.Get<ControlState>().CommitAsync(
            (_, now) => DrillRules.Begin(
                DrillRules.Started(id, Ghost, Ann, null, TimeSpan.FromSeconds(10), now), Ann),
            CancellationToken.None);
        return snapshot.Drill!;
    }
}
