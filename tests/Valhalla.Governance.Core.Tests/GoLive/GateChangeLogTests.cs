using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class GateChangeLogTests
{
    private static readonly ChangeAuthor Ann = new("ann");

    [Fact]
    public async Task Changed_ByAnotherNode_SaysWhoWhyAndWhen()
    {
        using var log = new RecordedLog();
        await using var host = new GovernedHost(
            configure: services => services.AddSingleton(log.For<GateChangeLog>()));
        await host.StartAsync();

        await ElsewhereAsync(host, (gate, now) => GoLiveRules.Engage(gate, Ann, "it burns", null, now));
        await SeenAsync(host, log, 1);
        await ElsewhereAsync(host, (gate, now) => GoLiveRules.Release(gate, Ann, "put out", new(), now));
        await SeenAsync(host, log, 2);
        await ElsewhereAsync(host, (gate, now) => GoLiveRules.Enable(gate, new(Ann, "day one"), [], now));
        await SeenAsync(host, log, 3);
        await ElsewhereAsync(host, (gate, now) => GoLiveRules.Disable(gate, Ann, null, now));
        await SeenAsync(host, log, 4);

        Assert.Collection(
            log.Texts,
            line => Says(line, "kill switch was engaged", "by ann", "it burns"),
            line => Says(line, "kill switch was released", "by ann", "put out"),
            line => Says(line, "Go-live was enabled", "by ann", "day one"),
            line => Says(line, "Go-live was disabled", "by ann", "no reason given"));
        Assert.All(log.Texts, line => Assert.Contains(
            host.Database.Control.Gate.UpdatedAt.ToString("yyyy-MM-dd", null), line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_Here_IsLeftToTheCallsOwnLog()
    {
        using var log = new RecordedLog();
        await using var host = new GovernedHost(
            configure: services => services.AddSingleton(log.For<GateChangeLog>()));
        await host.StartAsync();

        await host.Gate.EngageKillSwitchAsync(Ann, "here");
        await host.Gate.ReleaseKillSwitchAsync(Ann, "over");
        await ElsewhereAsync(host, (gate, now) => GoLiveRules.Engage(gate, Ann, "there", null, now));
        await SeenAsync(host, log, 1);

        Says(Assert.Single(log.Texts), "kill switch was engaged", "there");
    }

    [Fact]
    public async Task Close_BySignalAlone_IsSaidBeforeTheRowIsRead()
    {
        using var log = new RecordedLog();
        await using var host = new GovernedHost(
            configure: services => services.AddSingleton(log.For<GateChangeLog>()));
        await host.StartAsync();

        host.Control.Close(host.Control.Current.Version.Next());
        await Eventually.TrueAsync(() => log.Texts.Count == 1, "the line is written");

        Says(log.Texts[0], "signals a kill");
    }

    private static async Task ElsewhereAsync(
        GovernedHost host, Func<GoLiveState, DateTimeOffset, GoLiveRuling> rule) =>
        await host.Store.CommitAsync((current, now) => rule(current.Gate, now).Change, CancellationToken.None);

    private static Task SeenAsync(GovernedHost host, RecordedLog log, int count) => Eventually.TrueAsync(
        () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return log.Texts.Count >= count;
        },
        "the change is logged");

    private static void Says(string line, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
}
