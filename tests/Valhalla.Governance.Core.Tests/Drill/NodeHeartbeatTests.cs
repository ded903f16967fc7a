using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Drill;

public sealed class NodeHeartbeatTests
{
    private readonly IDrillStore _store = Substitute.For<IDrillStore>();
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<DateTimeOffset> _beat = new();

    [Fact]
    public async Task Start_TheStoreTakesItsTime_HostDoesNotServeBeforeItIsKnown()
    {
        await using var node = await DrillFixture.StartAsync(static service => service is not NodeHeartbeat);
        using var heartbeat = HeartbeatOf(node);
        _store.BeatAsync(node.Get<NodeIdentity>(), Arg.Any<CancellationToken>()).Returns(_ => new(_beat.Task));

        var started = heartbeat.StartAsync(CancellationToken.None);
        var early = started.IsCompleted;
        _beat.SetResult(_time.GetUtcNow());
        await started;

        Assert.False(early);
        await heartbeat.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Start_TheFirstBeatFails_HostStartsAndItIsRepeatedWithinASecond()
    {
        await using var node = await DrillFixture.StartAsync(static service => service is not NodeHeartbeat);
        using var heartbeat = HeartbeatOf(node);
        var beats = 0;
        _store.BeatAsync(node.Get<NodeIdentity>(), Arg.Any<CancellationToken>()).Returns(_ => ++beats <= 2
            ? ValueTask.FromException<DateTimeOffset>(new ValhallaStoreException(StoreFailure.Unavailable, "down"))
            : ValueTask.FromResult(_time.GetUtcNow()));

        await heartbeat.StartAsync(CancellationToken.None);
        await _time.WaitForPendingTimersAsync();
        Assert.Equal(2, beats);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WaitForPendingTimersAsync();
        Assert.Equal(3, beats);

        // Known now: the next is due after an interval.
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, _time.PendingTimers);
        Assert.Equal(3, beats);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WaitForPendingTimersAsync();
        Assert.Equal(4, beats);
        await heartbeat.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Start_TheStoreIsNotReady_HostStartsAndIsKnownOnceItIs()
    {
        await using var node = await DrillFixture.StartAsync(static service => service is not NodeHeartbeat);
        var readiness = new StoreReadiness();
        using var heartbeat = HeartbeatOf(node, readiness);

        await heartbeat.StartAsync(CancellationToken.None);
        Assert.Empty(_store.ReceivedCalls());
        readiness.SetReady();

        await Eventually.TrueAsync(() => _store.ReceivedCalls().Any(), "it is known");
        await heartbeat.StopAsync(CancellationToken.None);
    }

    private NodeHeartbeat HeartbeatOf(DrillFixture node, StoreReadiness? readiness = null) => new(
        _store,
        node.Get<ControlState>(),
        readiness ?? node.Get<StoreReadiness>(),
        node.Get<NodeIdentity>(),
        Options.Create(new KillSwitchDrillOptions()),
        _time,
        NullLogger<NodeHeartbeat>.Instance);
}
