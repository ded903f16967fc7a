using Valhalla.Governance.Control;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Retention;

public sealed class RetentionJobTests
{
    private static readonly KpiSeries Plain = new(new DomainName("LEADS"), new MetricName("imported"));
    private static readonly KpiSeries Watched = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    [Fact]
    public async Task Run_OldEvents_AreRolledUpAndDeletedAndTheYoungStay()
    {
        await using var host = new RetentionHost();
        var now = host.Clock.GetUtcNow();
        await host.WriteAsync(Plain, 250, now.AddDays(-91));
        await host.WriteAsync(Plain, 50, now.AddDays(-90));
        await host.WriteAsync(Plain, 20, now);

        Assert.True(await host.Job.RunIfDueAsync(CancellationToken.None));

        Assert.Equal(70, await host.CountAsync(Plain));
        var rollups = await host.RollupsAsync(Plain);
        Assert.Equal((320, "250 50 20"), (rollups.ThroughId, string.Join(' ', rollups.Days.Select(d => d.Events))));
        var status = await host.Get<IGovernanceRetention>().GetStatusAsync();
        Assert.Equal((false, false), (status.IsEnabled, status.IsRunning));
        Assert.Equal(now.AddDays(1), status.NextRunAt);
        Assert.Equal(new RetentionTableStatus("kpi_event", 90, 250, 250, 320), status.Tables[0]);
    }

    [Fact]
    public async Task Run_NotDue_DoesNothingUntilTheInterval()
    {
        await using var host = new RetentionHost(("RETENTION_CRON_MINUTES", "30"));
        await host.Job.RunIfDueAsync(CancellationToken.None);

        host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.False(await host.Job.RunIfDueAsync(CancellationToken.None));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await host.Job.RunIfDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Run_AnotherProcessDiedInTheMiddle_TakesOverWhenItsLeaseHasRunOut()
    {
        await using var host = new RetentionHost();
        await host.WriteAsync(Plain, 150, host.Clock.GetUtcNow().AddDays(-91));
        var dead = await host.Store.TryBeginAsync("dead", CancellationToken.None);
        await host.Store.RollUpAsync(dead!, 150, 100, CancellationToken.None);

        Assert.False(await host.Job.RunIfDueAsync(CancellationToken.None));
        host.Clock.Advance(RetentionLease.Duration);
        Assert.True(await host.Job.RunIfDueAsync(CancellationToken.None));

        Assert.Equal(0, await host.CountAsync(Plain));
        Assert.Equal(150, Assert.Single((await host.RollupsAsync(Plain)).Days).Events);
    }

    [Fact]
    public async Task Run_SeriesOfATripwire_KeepsWhatItMayRead()
    {
        await using var host = new RetentionHost();
        var old = host.Clock.GetUtcNow().AddDays(-200);
        await host.WriteAsync(Watched, SeriesReader.LargestLookback + 300, old);
        await host.WriteAsync(Plain, 300, old);

        await host.Job.RunIfDueAsync(CancellationToken.None);

        Assert.Equal(SeriesReader.LargestLookback, await host.CountAsync(Watched));
        Assert.Equal(0, await host.CountAsync(Plain));
    }

    [Fact]
    public async Task Find_TripwireStillCollectingItsBaseline_KeepsEverythingSinceItsArming()
    {
        await using var host = new RetentionHost();
        await host.WriteAsync(Watched, SeriesReader.LargestLookback + 300, host.Clock.GetUtcNow());
        await SetStateAsync(host, new RegressionState { Series = Watched, ArmedAfterId = 40 });
        var collecting = await host.Get<KeptSeriesFinder>().FindAsync(CancellationToken.None);
        await SetStateAsync(
            host, new RegressionState { Series = Watched, ArmedAfterId = 40, FrozenBaselineEvents = 200 });
        var frozen = await host.Get<KeptSeriesFinder>().FindAsync(CancellationToken.None);

        Assert.Equal(40, collecting.Single(kept => kept.Series == Watched).AfterId);
        Assert.Equal(300, frozen.Single(kept => kept.Series == Watched).AfterId);
        Assert.Equal(4, frozen.Count);
    }

    [Fact]
    public async Task Start_Disabled_NeverRuns()
    {
        await using var host = new RetentionHost();
        await host.WriteAsync(Plain, 5, host.Clock.GetUtcNow().AddDays(-200));

        await host.Job.StartAsync(CancellationToken.None);
        await host.Job.ExecuteTask!;

        Assert.Equal(5, await host.CountAsync(Plain));
        Assert.Null((await host.Get<IGovernanceRetention>().GetStatusAsync()).LastStartedAt);
    }

    [Fact]
    public async Task Start_Enabled_RunsAgainAndAgainUntilItIsStopped()
    {
        await using var host = new RetentionHost(("RETENTION_ENABLED", "true"), ("RETENTION_CRON_MINUTES", "2"));
        await host.WriteAsync(Plain, 5, host.Clock.GetUtcNow().AddDays(-200));
        host.Get<StoreReadiness>().SetReady();
        await host.Job.StartAsync(CancellationToken.None);
        await UntilAsync(host, 0);

        await host.WriteAsync(Plain, 5, host.Clock.GetUtcNow().AddDays(-200));
        await UntilAsync(host, 0);

        await host.Job.StopAsync(CancellationToken.None);
        Assert.Equal(10, Assert.Single((await host.RollupsAsync(Plain)).Days).Events);
    }

    private static async Task UntilAsync(RetentionHost host, int events) => await Eventually.TrueAsync(
        () =>
        {
            if (host.CountAsync(Plain).Result == events)
            {
                return true;
            }

            host.Clock.Advance(TimeSpan.FromSeconds(20));
            return false;
        },
        "the old events are gone");

    private static async Task SetStateAsync(RetentionHost host, RegressionState state) =>
        await host.Control.CommitAsync(
            (current, _) => new ControlChange
            {
                RegressionStates =
                [
                    state with
                    {
                        Version = current.RegressionStates.TryGetValue(state.Series, out var old) ? old.Version + 1 : 1,
                    },
                ],
            },
            CancellationToken.None);
}
