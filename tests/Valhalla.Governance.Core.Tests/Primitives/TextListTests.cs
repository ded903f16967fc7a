namespace Valhalla.Governance.Core.Tests.Primitives;

public sealed class TextListTests
{
    [Fact]
    public void ToString_OfARefusal_NamesTheChecks() => Assert.Contains(
        "FailingChecks = [env_sanity, kill_switch_clear]",
        new GoLiveChangeResult(GoLiveChangeStatus.ChecksFailing, new(), ["env_sanity", "kill_switch_clear"]).ToString(),
        StringComparison.Ordinal);
}
