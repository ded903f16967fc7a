using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Core.Tests.GoLive;

/// <summary>What of a kill's text could not be kept is told beside it.</summary>
public sealed class KillSwitchNoteTests
{
    private static readonly ChangeAuthor Ann = new("ann");

    [Fact]
    public async Task Engage_TextThatIsMended_LosesWhatNobodySees()
    {
        await using var host = new GovernedHost();

        await host.Gate.EngageKillSwitchAsync(Ann, "a\nb\u200b\u202ec\u2028d");

        Assert.Equal("a bc d", host.Audit[^1].Reason);
    }

    [Fact]
    public async Task Engage_TextThatIsFine_HasNoNote()
    {
        await using var host = new GovernedHost();

        await host.Gate.EngageKillSwitchAsync(Ann, "Übung \ud83d\ude00");

        Assert.Equal("Übung \ud83d\ude00", host.Audit[^1].Reason);
        Assert.DoesNotContain("note", host.Audit[^1].ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engage_BrokenTextWhileTheStoreIsDown_KeepsTheNoteInTheFile()
    {
        await using var host = new GovernedHost();
        await host.Control.RefreshAsync(CancellationToken.None);
        host.Store.Failure = FaultyControlStore.Down;
        await host.Gate.EngageKillSwitchAsync(Ann, "a\nb");
        Assert.Contains("characters that cannot be kept", await File.ReadAllTextAsync(host.LatchPath));

        await using var restarted = new GovernedHost(restartOf: host);
        await restarted.Control.RefreshAsync(CancellationToken.None);
        await restarted.Gate.ReleaseKillSwitchAsync(Ann, "mended");

        var engaged = restarted.Audit.First(entry => entry.Action == GoLiveRules.EngageAction);
        Assert.Equal("a b", engaged.Reason);
        Assert.Contains("The reason had characters that cannot be kept.", engaged.ToJson, StringComparison.Ordinal);
    }
}
