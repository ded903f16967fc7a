using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Ramp;

/// <summary>Nothing stands before the way back to 0.</summary>
public sealed class InfluenceKillTests
{
    [Theory]
    [InlineData("a\nb", "a b", "The reason had characters that cannot be kept.")]
    [InlineData("", null, "The reason was empty.")]
    public async Task KillAsync_TextThatOtherChangesRefuse_IsMendedAndNoted(string reason, string? kept, string note)
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();

        Assert.Equal(RampChangeStatus.Changed, (await host.Ramp.KillAsync(new("\t"), reason)).Status);

        var record = host.Host.Audit[^1];
        Assert.Equal((0, kept), (host.Ramp.Current.BasisPoints, record.Reason));
        Assert.Contains(note, record.ToJson, StringComparison.Ordinal);
        Assert.Equal(KeptStop.UnknownName, record.Author.Name);
    }

    [Fact]
    public async Task SetAsync_ToZeroWithTextThatOthersRefuse_IsAKill()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();

        Assert.True((await host.Ramp.SetAsync(0, new(""), new string('x', 5_000))).Ok);

        Assert.Equal((0, null), (host.Ramp.Current.BasisPoints, host.Ramp.Current.DecisionId));
    }

    [Fact]
    public async Task KillAsync_CallerHasGone_StopsAllTheSame()
    {
        await using var host = new RampHost();
        await host.StartAsync();
        await host.DecideGoAsync();
        await host.ClimbAsync();

        var killing = host.Ramp.KillAsync(RampHost.Captain, "stop", new CancellationToken(canceled: true)).AsTask();
        await killing.ContinueWith(static _ => { }, TaskScheduler.Default);

        await Eventually.TrueAsync(() => host.Ramp.Current.BasisPoints == 0, "the influence is 0");
    }
}
