using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Integrity;

public sealed class IntegrityWatchTests
{
    private static readonly IntegrityFinding Finding =
        new(IntegrityAlarmKind.LedgerDiffers, "risk_ledger_day GLOBAL", "Off by 1.", "2026-01-01 1");

    [Fact]
    public async Task Run_CheckThatFindsAndOneThatFails_RaisesOnceAndGoesOn()
    {
        var clock = new FakeTimeProvider();
        var database = new InMemoryDatabase(clock);
        var control = new ControlState(new InMemoryControlStore(database), clock);
        var check = Substitute.For<IIntegrityCheck>();
        var turns = 0;
        check.FindAsync(default).ReturnsForAnyArgs(_ => ++turns == 1
            ? throw new ValhallaStoreException(StoreFailure.Unavailable, "Down.")
            : new ValueTask<IReadOnlyList<IntegrityFinding>>([Finding]));
        var readiness = new StoreReadiness();
        readiness.SetReady();
        using var watch = new IntegrityWatch(
            control,
            new IntegrityAlarms(control, NullLogger<IntegrityAlarms>.Instance),
            readiness,
            [check],
            Options.Create(new IntegrityOptions()),
            clock,
            NullLogger<IntegrityWatch>.Instance);

        await watch.StartAsync(CancellationToken.None);
        for (var turn = 0; turn < 4; turn++)
        {
            // Between checks only: it pauses a hundred times as long as one took.
            await clock.WaitForPendingTimersAsync(1);
            Assert.Equal(turn, turns);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await clock.WaitForPendingTimersAsync(1);
        Assert.Equal(4, turns);
        await watch.StopAsync(CancellationToken.None);

        Assert.Equal("risk_ledger_day GLOBAL", Assert.Single(control.Current.Alarms).Subject);
        Assert.True(control.Current.Gate.KillSwitchEngaged);
    }
}
