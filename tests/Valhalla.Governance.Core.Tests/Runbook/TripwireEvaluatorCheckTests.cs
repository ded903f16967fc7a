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
}
