using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Runbook;

public sealed class TripwireEvaluatorCheckTests
{
    // reliability.md: a dead evaluator is a runbook blocker.
    [Fact]
    public async Task Evaluator_DeadOrFailing_BlocksGoLive()
    {
        await using var host = new GovernedHost();
        var status = host.Get<TripwireEvaluatorStatus>();

        status.Failed("the store said no");
        var failing = Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Blockers);
        status.Succeeded();
        var healthy = await host.Get<IRunbook>().GetStatusAsync();
        status.Stopped();
        var dead = Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Blockers);

        Assert.Equal("tripwire_evaluator_running", failing.Id);
        Assert.Contains("the store said no", failing.Message, StringComparison.Ordinal);
        Assert.Empty(healthy.Blockers);
        Assert.Equal("tripwire_evaluator_running", dead.Id);
    }

    [Fact]
    public async Task Evaluator_NobodyHoldsTheLease_BlocksGoLiveUntilSomeNodeDoes()
    {
        await using var host = new GovernedHost(
            configure: services => services.AddSingleton<IEvaluatorLeaseStore, InMemoryEvaluatorLeaseStore>());
        var leases = host.Get<IEvaluatorLeaseStore>();

        var never = Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Blockers);
        await leases.HoldAsync("node-b", TimeSpan.FromMinutes(2), CancellationToken.None);
        host.Get<TripwireEvaluatorStatus>().StoodBy("node-b");
        var held = await host.Get<IRunbook>().GetStatusAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var expired = Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Blockers);

        Assert.Contains("no node holds its lease", never.Message, StringComparison.Ordinal);
        Assert.Empty(held.Blockers);
        var item = held.Info.Single(i => i.Id == "tripwire_evaluator_running");
        Assert.Equal(("node-b", true), (item.Detail["holder"], item.Detail["standing_by"]));
        Assert.Equal("tripwire_evaluator_running", expired.Id);
    }
}
