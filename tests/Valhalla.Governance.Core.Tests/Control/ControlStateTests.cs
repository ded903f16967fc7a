using NSubstitute;
using Valhalla.Governance.Control;
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
}
