using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Control;

public sealed class ControlStateTests
{
    private readonly IControlStore _store = Substitute.For<IControlStore>();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Refresh_SlowReadOvertakenByACommit_DoesNotUndoIt()
    {
        var slow = new TaskCompletionSource<ControlSnapshot>();
        _store.ReadAsync(default).ReturnsForAnyArgs(new ValueTask<ControlSnapshot>(slow.Task));
        _store.CommitAsync(default!, default).ReturnsForAnyArgs(new ValueTask<ControlSnapshot>(Revision(2)));
        var state = new ControlState(_store, _clock);

        var reading = state.RefreshAsync(CancellationToken.None).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await state.CommitAsync((_, _) => null, CancellationToken.None);
        slow.SetResult(Revision(1));
        await reading;

        Assert.Equal(2, state.Current.Revision);
    }

    [Fact]
    public async Task Follow_Killed_ClosesBeforeAllTheRestIsRead()
    {
        var slow = new TaskCompletionSource<ControlSnapshot>();
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(1)), new ValueTask<ControlSnapshot>(slow.Task));
        _store.ReadGateAsync(default).ReturnsForAnyArgs(Killed(3));
        var state = new ControlState(_store, _clock);
        await state.RefreshAsync(CancellationToken.None);
        var seen = new List<bool>();
        state.Changed += snapshot => seen.Add(snapshot.Gate.KillSwitchEngaged);

        var following = state.FollowAsync(CancellationToken.None).AsTask();

        Assert.False(following.IsCompleted);
        Assert.True(state.Latest!.KillSwitchEngaged);
        Assert.Equal([true], seen);

        // What is published for the rest is a snapshot of its own revision.
        slow.SetResult(Revision(4));
        await following;
        Assert.Equal(4, state.Current.Revision);
        Assert.False(state.Latest!.KillSwitchEngaged);
    }

    [Fact]
    public async Task Follow_SlowReadFromBeforeTheKill_DoesNotOpenTheGate()
    {
        var slow = new TaskCompletionSource<ControlSnapshot>();
        var rest = new TaskCompletionSource<ControlSnapshot>();
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(1)),
            new ValueTask<ControlSnapshot>(slow.Task),
            new ValueTask<ControlSnapshot>(rest.Task));
        _store.ReadGateAsync(default).ReturnsForAnyArgs(Killed(3));
        var state = new ControlState(_store, _clock);
        await state.RefreshAsync(CancellationToken.None);
        var reading = state.RefreshAsync(CancellationToken.None).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1));

        var following = state.FollowAsync(CancellationToken.None).AsTask();
        slow.SetResult(Revision(2));
        await reading;

        Assert.False(following.IsCompleted);
        Assert.True(state.Latest!.KillSwitchEngaged);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Close_ByTheWordOfAnotherNode_OnlyIfTheKillIsNews(long killRevision, bool closes)
    {
        var released = new TaskCompletionSource<ControlSnapshot>();
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(1)), new ValueTask<ControlSnapshot>(released.Task));
        var state = new ControlState(_store, _clock);
        state.Close(Kill(killRevision));
        Assert.Null(state.Latest);
        await state.RefreshAsync(CancellationToken.None);

        state.Close(Kill(killRevision));

        Assert.Equal(closes, state.Latest!.KillSwitchEngaged);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var reading = state.RefreshAsync(CancellationToken.None).AsTask();
        released.SetResult(Revision(3));
        await reading;
        Assert.False(state.Latest!.KillSwitchEngaged);
    }

    [Fact]
    public async Task Follow_NothingChanged_IsConfirmedByTheGateRowAlone()
    {
        _store.ReadAsync(default).ReturnsForAnyArgs(new ValueTask<ControlSnapshot>(Revision(1)));
        _store.ReadGateAsync(default).ReturnsForAnyArgs(
            new ValueTask<GateReading?>(new GateReading(Revision(1).Version, Revision(1).Gate)));
        var state = new ControlState(_store, _clock);
        await state.RefreshAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(4));

        await state.FollowAsync(CancellationToken.None);

        Assert.Equal(TimeSpan.Zero, _clock.GetElapsedTime(state.Latest!.ConfirmedAt));
        await _store.ReceivedWithAnyArgs(1).ReadAsync(default);
    }

    [Fact]
    public async Task Refresh_DatabaseSetBack_IsBelievedWhenReadAfterwards()
    {
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(5)), new ValueTask<ControlSnapshot>(Revision(3)));
        var state = new ControlState(_store, _clock);

        await state.RefreshAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await state.RefreshAsync(CancellationToken.None);

        Assert.Equal(3, state.Current.Revision);
    }

    [Fact]
    public async Task Refresh_SameRevisionOfAnotherTimeline_IsBelievedAndFound()
    {
        var promoted = Revision(5) with { Incarnation = Guid.NewGuid(), Gate = new() { KillSwitchEngaged = true } };
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(5)), new ValueTask<ControlSnapshot>(promoted));
        var state = new ControlState(_store, _clock);
        var found = new List<IntegrityFinding>();
        state.Found += found.AddRange;
        var changes = 0;
        state.Changed += _ => changes++;

        await state.RefreshAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await state.RefreshAsync(CancellationToken.None);

        Assert.True(state.Latest!.KillSwitchEngaged);
        Assert.Equal((2, IntegrityAlarmKind.ControlLost), (changes, Assert.Single(found).Kind));
    }

    [Fact]
    public async Task Follow_GateOfAnotherTimelineThatLooksTheSame_IsReadAnew()
    {
        var promoted = Revision(5) with { Incarnation = Guid.NewGuid() };
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(5)), new ValueTask<ControlSnapshot>(promoted));
        _store.ReadGateAsync(default).ReturnsForAnyArgs(
            new ValueTask<GateReading?>(new GateReading(promoted.Version, promoted.Gate)));
        var state = new ControlState(_store, _clock);
        await state.RefreshAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await state.FollowAsync(CancellationToken.None);

        Assert.Equal(promoted.Version, state.Current.Version);
    }

    [Fact]
    public async Task Refresh_SlowReadOfALostTimeline_DoesNotComeBack()
    {
        var slow = new TaskCompletionSource<ControlSnapshot>();
        _store.ReadAsync(default).ReturnsForAnyArgs(
            new ValueTask<ControlSnapshot>(Revision(5)),
            new ValueTask<ControlSnapshot>(slow.Task),
            new ValueTask<ControlSnapshot>(Revision(3) with { Incarnation = Guid.NewGuid() }));
        var state = new ControlState(_store, _clock);
        await state.RefreshAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var reading = state.RefreshAsync(CancellationToken.None).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await state.RefreshAsync(CancellationToken.None);

        slow.SetResult(Revision(7));
        await reading;

        Assert.Equal(3, state.Current.Revision);
    }

    [Fact]
    public async Task Close_SameRevisionOfAnotherTimeline_Closes()
    {
        _store.ReadAsync(default).ReturnsForAnyArgs(new ValueTask<ControlSnapshot>(Revision(5)));
        var state = new ControlState(_store, _clock);
        await state.RefreshAsync(CancellationToken.None);

        state.Close(new ControlVersion(5, Guid.NewGuid()));

        Assert.True(state.Latest!.KillSwitchEngaged);
    }

    [Fact]
    public async Task Refresh_SlowRead_IsAsOldAsItsBeginning()
    {
        var slow = new TaskCompletionSource<ControlSnapshot>();
        _store.ReadAsync(default).ReturnsForAnyArgs(new ValueTask<ControlSnapshot>(slow.Task));
        var state = new ControlState(_store, _clock);

        var reading = state.RefreshAsync(CancellationToken.None).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(4));
        slow.SetResult(Revision(1));
        await reading;

        Assert.Equal(TimeSpan.FromSeconds(4), _clock.GetElapsedTime(state.Latest!.ConfirmedAt));
        Assert.Equal(state.Latest.ConfirmedAt, state.Latest.CoarseConfirmedAt);
    }

    [Fact]
    public void CoarseClock_OnTheSystemsClock_IsStrictByItsGranularity()
    {
        var clock = new CoarseClock(TimeProvider.System);

        Assert.Equal(4_984, clock.UnitsWithin(TimeSpan.FromSeconds(5)));
        Assert.True(clock.Now <= Environment.TickCount64);
    }

    private static ControlSnapshot Revision(long revision) => new() { Revision = revision };

    private static ControlVersion Kill(long revision) => new(revision, Guid.Empty);

    private static ValueTask<GateReading?> Killed(long revision) =>
        ValueTask.FromResult<GateReading?>(new GateReading(
            Kill(revision), new GoLiveState { Epoch = 1, KillSwitchEngaged = true }));
}
