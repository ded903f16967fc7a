using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Runbook;

namespace Valhalla.Governance.Core.Tests.Runbook;

public sealed class RunbookHashTests
{
    [Fact]
    public async Task Hash_TimePasses_StaysTheSame()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);
        var first = await host.Get<IRunbook>().GetStatusAsync();

        host.Clock.Advance(TimeSpan.FromHours(30));
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);
        var second = await host.Get<IRunbook>().GetStatusAsync();

        Assert.NotEqual(first.GeneratedAt, second.GeneratedAt);
        Assert.Equal(first.SnapshotHash, second.SnapshotHash);
        Assert.Matches("^[0-9a-f]{64}$", first.SnapshotHash);
    }

    [Fact]
    public async Task Hash_FindingChanges_ChangesAndComesBack()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);
        var clear = await host.Get<IRunbook>().GetStatusAsync();

        await host.Gate.EngageKillSwitchAsync(new("ann"), "smoke");
        var killed = await host.Get<IRunbook>().GetStatusAsync();
        await host.Gate.ReleaseKillSwitchAsync(new("ann"), "mended");
        var again = await host.Get<IRunbook>().GetStatusAsync();

        Assert.NotEqual(clear.SnapshotHash, killed.SnapshotHash);
        Assert.Equal(clear.SnapshotHash, again.SnapshotHash);
    }

    [Fact]
    public void Compute_OrderOfItemsAndKeys_DoesNotCount()
    {
        var a = Item("a", new() { ["x"] = 1L, ["y"] = 2L });
        var b = Item("b", []);

        Assert.Equal(
            RunbookHash.Compute([a, b]), RunbookHash.Compute([b, Item("a", new() { ["y"] = 2L, ["x"] = 1L })]));
    }

    [Fact]
    public void Compute_EveryOtherDifference_Counts()
    {
        var item = Item("a", new() { ["x"] = 1L });
        string[] hashes =
        [
            RunbookHash.Compute([item]),
            RunbookHash.Compute([item with { Id = "b" }]),
            RunbookHash.Compute([item with { Ok = false }]),
            RunbookHash.Compute([item with { Severity = CheckSeverity.Info }]),
            RunbookHash.Compute([item with { Message = "other" }]),
            RunbookHash.Compute([item with { Detail = new Dictionary<string, object?> { ["x"] = 2L } }]),
            RunbookHash.Compute([item with { Detail = new Dictionary<string, object?> { ["x"] = "1" } }]),
            RunbookHash.Compute([]),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    private static RunbookItem Item(string id, Dictionary<string, object?> detail) =>
        new(id, Ok: true, CheckSeverity.Blocker, "message", detail);
}
