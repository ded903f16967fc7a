using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IDrillStore"/> does, and how drills are part of control state.</summary>
public abstract class DrillStoreConformance : StoreConformance
{
    private static readonly NodeIdentity First = new("host/1/aaaaaaaa", "1.0");
    private static readonly NodeIdentity Second = new("host/2/bbbbbbbb", "2.0");
    private static readonly ChangeAuthor Ann = new("ann");

    private IDrillStore Drills => Store.Drills;

    [ConformanceFact]
    public async Task Beat_Again_KeepsTheStartAndMovesTheLastSight()
    {
        var first = await Drills.BeatAsync(First, CancellationToken.None);
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await Drills.BeatAsync(First, CancellationToken.None);

        var node = Assert.Single(await Drills.ListNodesAsync(null, CancellationToken.None));
        Assert.True(second > first);
        Assert.Equal((First.Id, First.Build, first, second), (node.Id, node.Build, node.StartedAt, node.LastSeenAt));
    }

    [ConformanceFact]
    public async Task ListNodes_SilentAndStoppedOnes_AreLeftOut()
    {
        await Drills.BeatAsync(First, CancellationToken.None);
        await Drills.BeatAsync(Second, CancellationToken.None);
        await Store.PassDaysAsync(1);
        await Drills.BeatAsync(Second, CancellationToken.None);

        var live = await Drills.ListNodesAsync(TimeSpan.FromHours(1), CancellationToken.None);
        await Drills.RemoveAsync(Second.Id, CancellationToken.None);
        var left = await Drills.ListNodesAsync(TimeSpan.FromHours(1), CancellationToken.None);

        Assert.Equal([Second.Id], live.Select(node => node.Id));
        Assert.Empty(left);
    }

    [ConformanceFact]
    public async Task Drill_BegunAndEnded_IsPartOfControlStateWhileItRuns()
    {
        var before = await Store.Control.ReadAsync(CancellationToken.None);
        var drill = await BeginAsync();
        var running = await Store.Control.ReadAsync(CancellationToken.None);
        await EndAsync(drill, KillSwitchDrillStatus.Passed);
        var after = await Store.Control.ReadAsync(CancellationToken.None);

        Assert.Null(before.Drill);
        Assert.Equal(drill.Id, running.Drill!.Id);
        Assert.Equal(KillSwitchDrillStatus.Running, running.Drill.Status);
        Assert.Null(after.Drill);
        Assert.Equal([1L, 2L], new[] { running.Revision, after.Revision }.Select(r => r - before.Revision));
        Assert.Equal((before.Gate, before.Gate), (running.Gate, after.Gate));
        var audit = await Store.Audit.ReadAsync(0, 100, CancellationToken.None);
        Assert.Equal(2, audit.Count(record => record.Entry.Action == DrillRules.Action));
    }

    [ConformanceFact]
    public async Task Answer_Twice_KeepsTheFirst()
    {
        var drill = await BeginAsync();

        await Drills.AnswerAsync(drill.Id, First, null, CancellationToken.None);
        await Drills.AnswerAsync(drill.Id, First, "too late", CancellationToken.None);
        await Drills.AnswerAsync(drill.Id, Second, "the gate is open", CancellationToken.None);
        await Drills.AnswerAsync(Guid.CreateVersion7(), First, null, CancellationToken.None);

        var answers = await Drills.ReadAnswersAsync(drill.Id, CancellationToken.None);
        Assert.Equal(
            [(First.Id, "1.0", true, null), (Second.Id, "2.0", false, "the gate is open")],
            answers.Select(answer => (answer.NodeId, answer.Build, answer.Denied, answer.Problem)));
        Assert.All(answers, answer => Assert.Equal(
            (answer.AnsweredAt - drill.StartedAt).TotalMilliseconds, answer.Milliseconds, 3));
        Assert.All(answers, answer => Assert.True(answer.Milliseconds >= 0));
    }

    [ConformanceFact]
    public async Task List_SeveralDrills_NewestFirstWithTheirAnswers()
    {
        var first = await BeginAsync();
        await Drills.AnswerAsync(first.Id, First, null, CancellationToken.None);
        await EndAsync(first, KillSwitchDrillStatus.Failed);
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await BeginAsync();

        var all = await Drills.ListAsync(10, CancellationToken.None);
        var one = await Drills.ListAsync(1, CancellationToken.None);

        Assert.Equal([second.Id, first.Id], all.Select(drill => drill.Id));
        Assert.Equal([second.Id], one.Select(drill => drill.Id));
        Assert.Equal([First.Id], all[1].Answers.Select(answer => answer.NodeId));
        Assert.Equal(
            ("1.0", First.Id, "ann", "Friday", KillSwitchDrillStatus.Failed, 3, 2, 12.5, "broken"),
            (all[1].Build, all[1].Coordinator, all[1].StartedBy, all[1].Reason, all[1].Status, all[1].NodesExpected,
                all[1].NodesDenied, all[1].SlowestMilliseconds, all[1].Failure));
        Assert.Equal(first.StartedAt, all[1].StartedAt);
        Assert.Equal(first.Deadline, all[1].Deadline);
        Assert.NotNull(all[1].FinishedAt);
    }

    [ConformanceFact]
    public async Task FindLast_OfABuild_IgnoresOtherBuildsAndRunningOnes()
    {
        var passed = await BeginAsync();
        await EndAsync(passed, KillSwitchDrillStatus.Passed);
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        var failed = await BeginAsync();
        await EndAsync(failed, KillSwitchDrillStatus.Failed);
        Store.Time.Advance(TimeSpan.FromSeconds(1));
        await EndAsync(await BeginAsync(Second), KillSwitchDrillStatus.Passed);
        await BeginAsync();

        Assert.Equal(failed.Id, (await Drills.FindLastAsync("1.0", false, CancellationToken.None))!.Id);
        Assert.Equal(passed.Id, (await Drills.FindLastAsync("1.0", true, CancellationToken.None))!.Id);
        Assert.Null(await Drills.FindLastAsync("3.0", false, CancellationToken.None));
    }

    private async Task<KillSwitchDrill> BeginAsync(NodeIdentity? node = null)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var snapshot = await Store.Control.CommitAsync(
            (_, now) => DrillRules.Begin(
                DrillRules.Started(id, node ?? First, Ann, "Friday", TimeSpan.FromSeconds(10), now), Ann),
            CancellationToken.None);
        Assert.Equal(id, snapshot.Drill!.Id);
        return snapshot.Drill;
    }

    private async Task EndAsync(KillSwitchDrill drill, KillSwitchDrillStatus status)
    {
        ControlSnapshot snapshot = await Store.Control.CommitAsync(
            (current, now) => DrillRules.End(
                current.Drill!,
                drill with
                {
                    Status = status,
                    FinishedAt = now,
                    NodesExpected = 3,
                    NodesDenied = 2,
                    SlowestMilliseconds = 12.5,
                    Failure = status == KillSwitchDrillStatus.Failed ? "broken" : null,
                },
                Ann),
            CancellationToken.None);
        Assert.Null(snapshot.Drill);
    }
}
