using Microsoft.Extensions.Options;
using Valhalla.Governance.Core.Tests.Control;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class GoLiveOptionsTests
{
    [Theory]
    [InlineData("MaxStaleness", "00:00:00.05", "VG0101")]
    [InlineData("MaxStaleness", "00:05:00.001", "VG0101")]
    [InlineData("PollInterval", "00:00:00.01", "VG0101")]
    [InlineData("PollInterval", "00:01:00.001", "VG0101")]
    [InlineData("ReleaseQuorum", "0", "VG0101")]
    [InlineData("ReleaseQuorum", "11", "VG0101")]
    [InlineData("ReleaseApprovalLifetime", "00:00:59", "VG0101")]
    [InlineData("ReleaseApprovalLifetime", "7.00:00:01", "VG0101")]
    [InlineData("KillStoreTimeout", "00:00:00", "VG0101")]
    [InlineData("KillStoreTimeout", "00:01:00.001", "VG0101")]
    [InlineData("LatchFile", "", "VG0101")]
    [InlineData("PollInterval", "00:00:05", "VG0102")]
    [InlineData("RequiredPacks:0", "L", "VG0103")]
    [InlineData("RequiredPacks:0", "AB", "VG0103")]
    [InlineData("RequiredPacks:0", "a", "VG0103")]
    [InlineData("ExemptPrefixes:0", "/", "VG0104")]
    [InlineData("ExemptPrefixes:0", "health", "VG0104")]
    public async Task Options_OutOfBounds_FailWithTheirId(string name, string value, string id)
    {
        await using var host = new GovernedHost(settings: new() { [$"Valhalla:GoLive:{name}"] = value });

        var wrong = Assert.Throws<OptionsValidationException>(() => host.Get<IOptions<GoLiveOptions>>().Value);

        Assert.StartsWith($"{id}: Valhalla:GoLive", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxStaleness", "00:05:00")]
    [InlineData("PollInterval", "00:00:00.02")]
    [InlineData("ReleaseQuorum", "1")]
    [InlineData("ReleaseQuorum", "10")]
    [InlineData("KillStoreTimeout", "00:00:00.1")]
    [InlineData("KillStoreTimeout", "00:01:00")]
    [InlineData("RequiredPacks:0", "K")]
    [InlineData("ExemptPrefixes:0", "/x")]
    public async Task Options_AtTheBounds_AreAccepted(string name, string value)
    {
        await using var host = new GovernedHost(settings: new() { [$"Valhalla:GoLive:{name}"] = value });

        Assert.NotNull(host.Get<IOptions<GoLiveOptions>>().Value);
    }

    [Fact]
    public void Options_Defaults_AreTheDocumentedOnes()
    {
        var options = new GoLiveOptions();

        Assert.Equal(TimeSpan.FromSeconds(5), options.MaxStaleness);
        Assert.Equal(TimeSpan.FromSeconds(1), options.PollInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), options.KillStoreTimeout);
        Assert.Equal(1, options.ReleaseQuorum);
        Assert.Equal(["A", "B", "C"], GoLiveOptions.DefaultRequiredPacks);
        Assert.Equal(
            ["/api/governance", "/api/system/status", "/health", "/docs"], GoLiveOptions.DefaultExemptPrefixes);
    }
}
