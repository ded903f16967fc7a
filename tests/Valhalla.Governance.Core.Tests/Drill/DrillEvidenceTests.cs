using Microsoft.Extensions.Configuration;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.Core.Tests.Drill;

public sealed class DrillEvidenceTests
{
    [Fact]
    public async Task Observe_NoDrillOfThisBuild_TellsNothing()
    {
        await using var node = await DrillFixture.StartAsync();
        await EndedAsync(node, "7.0", KillSwitchDrillStatus.Passed);
        await EndedAsync(node, "7.2", KillSwitchDrillStatus.Failed);

        var evidence = Assert.Single(await node.ObserveAsync());
        Assert.Equal(("kill_switch_functional", EvidenceValue.Of(true)), (evidence.Key, evidence.Value.Value));
    }

    [Fact]
    public async Task Observe_PassedDrill_IsObservedAtItsEndHoweverOld()
    {
        await using var node = await DrillFixture.StartAsync();
        var drill = (await node.RunAsync()).Drill;
        node.Time.SetUtcNow(node.Time.GetUtcNow().AddDays(8));

        var evidence = await node.ObserveAsync();

        var tried = evidence["kill_switch_drill"];
        Assert.Equal((EvidenceValue.Of(true), drill.FinishedAt!.Value), (tried.Value, tried.ObservedAt));
        Assert.Contains("1 of 1 nodes denied", tried.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_StateIsNotConfirmed_KillSwitchIsNotFunctional()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.RunAsync();
        await node.StopAsync(static service => service is ControlStateMonitor);
        node.Time.Advance(TimeSpan.FromSeconds(6));

        var evidence = await node.ObserveAsync();

        Assert.Equal(EvidenceValue.Of(true), evidence["kill_switch_drill"].Value);
        Assert.Equal(EvidenceValue.Of(false), evidence["kill_switch_functional"].Value);
    }

    [Fact]
    public async Task Observe_NewestDrillFailed_IsFalseUntilOnePasses()
    {
        await using var node = await DrillFixture.StartAsync();
        await node.RunAsync();
        node.Time.Advance(TimeSpan.FromSeconds(1));
        await EndedAsync(node, "7.1", KillSwitchDrillStatus.Failed);

        var failed = await node.ObserveAsync();
        node.Time.Advance(TimeSpan.FromSeconds(1));
        await node.RunAsync();
        var passed = await node.ObserveAsync();

        Assert.Equal((2, 2), (failed.Count, passed.Count));
        Assert.All(failed.Values, e => Assert.Equal((EvidenceValue.Of(false), "broken"), (e.Value, e.Detail)));
        Assert.All(passed.Values, e => Assert.True(e.Value.IsTrue));
    }

    [Fact]
    public void Build_NotConfigured_IsTheApplicationsVersion()
    {
        var first = NodeIdentity.Create(null);
        var second = NodeIdentity.Create(new ConfigurationBuilder().Build());

        Assert.Equal(first.Build, second.Build);
        Assert.NotEqual("", first.Build);
        Assert.NotEqual(first.Id, second.Id);
        Assert.InRange(first.Id.Length, 10, NodeIdentity.MaxIdLength);
    }

    [Fact]
    public void Build_OfHundredAndOneCharacters_IsRefused()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { [NodeIdentity.BuildKey] = new string('b', 101) }).Build();

        var refused = Assert.Throws<ValhallaConfigurationException>(() => NodeIdentity.Create(configuration));

        Assert.Equal(DrillErrors.InvalidBuild, refused.Id);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused() => Assert.StartsWith(
        DrillErrors.OptionOutOfRange,
        new KillSwitchDrillOptionsValidator()
            .Validate(null, new KillSwitchDrillOptions { Timeout = TimeSpan.FromMinutes(6) }).FailureMessage,
        StringComparison.Ordinal);

    private static async Task EndedAsync(DrillFixture node, string build, KillSwitchDrillStatus status)
    {
        var author = new ChangeAuthor("ann");
        var id = Guid.CreateVersion7(node.Time.GetUtcNow());
        var control = node.Get<ControlState>();
        await control.CommitAsync(
            (_, now) => DrillRules.Begin(
                DrillRules.Started(
                    id, new NodeIdentity("elsewhere/9/cccccccc", build), author, null, TimeSpan.FromSeconds(10), now),
                author),
            CancellationToken.None);
        await control.CommitAsync(
            (current, now) => DrillRules.End(
                current.Drill!,
                current.Drill! with
                {
                    Status = status,
                    FinishedAt = now,
                    Failure = status == KillSwitchDrillStatus.Failed ? "broken" : null,
                },
                author),
            CancellationToken.None);
    }
}
