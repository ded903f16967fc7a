using Valhalla.Governance.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Control;

public sealed class ControlStateMonitorTests
{
    [Fact]
    public async Task Monitor_OtherNodeEngages_GateClosesWithoutAnyCall()
    {
        await using var host = new GovernedHost("development");
        await host.StartAsync();
        await using var other = new GovernedHost("development", restartOf: host);
        await other.Gate.EngageKillSwitchAsync(new("ben"), "there");

        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return host.Gate.Check(ExecutionClass.SandboxExec) == GateDecision.KillSwitchEngaged;
            },
            "the kill has spread");
    }

    [Fact]
    public async Task Monitor_SignalTellsOfAKill_GateClosesBeforeAnythingIsRead()
    {
        await using var host = new GovernedHost("development");
        await host.StartAsync();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        host.Store.Failure = FaultyControlStore.Down;
        host.Store.Signalled = new ControlVersion(1_000, Guid.Empty);
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromMilliseconds(100));
                return host.Gate.Check(ExecutionClass.SandboxExec) == GateDecision.KillSwitchEngaged;
            },
            "the gate is closed");

        host.Store.Failure = null;
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return host.Gate.Check(ExecutionClass.SandboxExec) == GateDecision.Allowed;
            },
            "what is read opens it, since there is no kill");
    }

    [Fact]
    public async Task Monitor_QuietStore_KeepsTheStateFresh()
    {
        await using var host = new GovernedHost();
        await host.StartAsync();

        for (var second = 0; second < 20; second++)
        {
            var reads = host.Store.Reads;
            await Eventually.TrueAsync(
                () =>
                {
                    host.Clock.Advance(TimeSpan.FromMilliseconds(200));
                    return host.Store.Reads > reads;
                },
                "the store is polled");
        }

        await Eventually.TrueAsync(() => !host.Gate.Current.IsStale, "the state is fresh");
    }

    [Fact]
    public async Task Monitor_StoreFailsInEveryWay_GateClosesAndOpensAgainWhenItReturns()
    {
        await using var host = new GovernedHost();
        await host.StartAsync();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);

        foreach (var failure in new Exception[]
        {
            FaultyControlStore.Down,
            new InvalidOperationException("broken"),
            new OperationCanceledException("not ours"),
        })
        {
            host.Store.Failure = failure;
            await AdvanceUntilAsync(host, GateDecision.StateStale);

            host.Store.Failure = null;
            await AdvanceUntilAsync(host, GateDecision.Allowed);
        }
    }

    [Fact]
    public async Task Monitor_ReadHangs_IsGivenUpAndTriedAgain()
    {
        await using var host = new GovernedHost();
        await host.StartAsync();
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        await host.Clock.WaitForPendingTimersAsync();

        var reads = host.Store.Reads;
        host.Store.Hold = new TaskCompletionSource().Task;
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return host.Store.Reads > reads && host.Gate.Current.IsStale;
            },
            "a read hangs");

        host.Store.Hold = Task.CompletedTask;
        await AdvanceUntilAsync(host, GateDecision.Allowed);
    }

    private static Task AdvanceUntilAsync(GovernedHost host, GateDecision decision) => Eventually.TrueAsync(
        () =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(300));
            return host.Gate.Check(ExecutionClass.ProdExec) == decision;
        },
        $"the gate says {decision}");
}
