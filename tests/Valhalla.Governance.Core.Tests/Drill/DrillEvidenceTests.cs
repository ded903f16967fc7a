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

        Assert.Empty(await node.ObserveAsync());
    }

    [Fact]
    public async Task Observe_PassedDrill_IsObservedAtItsEndHoweverOld()
    {
        await using var node = await DrillFixture.StartAsync();
        var drill = (await node.RunAsync()).Drill;
        node.Time.Advance(TimeSpan.FromDays(8));

        var evidence = await node.ObserveAsync();

        Assert.Equal(["kill_switch_drill", "kill_switch_functional"], evidence.Keys.Order(StringComparer.Ordinal));
        Assert.All(evidence.Values, e => Assert.Equal(
            (EvidenceValue.Of(true), drill.FinishedAt!.Value), (e.Value, e.ObservedAt)));
        Assert.Contains("1 of 1 nodes denied", evidence["kill_switch_drill"].Detail, StringComparison.Ordinal);
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
