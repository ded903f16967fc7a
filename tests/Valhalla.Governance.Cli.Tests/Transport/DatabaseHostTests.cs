using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Cli.Tests.Harness;
using Valhalla.Governance.Cli.Transport;

namespace Valhalla.Governance.Cli.Tests.Transport;

public sealed class DatabaseHostTests
{
    [Fact]
    public async Task Build_AnyDatabase_ListensNowhereAndTakesNoDuties()
    {
        using var file = new SqliteFile();
        using var ignored = new StringWriter();
        var terminal = new CliRunner { Folder = file.Folder }.Terminal(ignored, ignored);
        var settings = DatabaseSettings.Read(file.Url, settingsFile: null, file.Folder, terminal);

        await using var host = DatabaseHost.Build(settings, terminal);

        Assert.IsType<TestServer>(host.Services.GetRequiredService<IServer>());
        Assert.Equal(
            ["ControlStateMonitor", "KpiWriter", "RefusalRecorder", "StoreStartup"],
            host.Services.GetServices<IHostedService>().Select(service => service.GetType())
                .Where(type => type.FullName!.StartsWith("Valhalla.", StringComparison.Ordinal))
                .Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("00:00:02", 25)]
    [InlineData("00:00:50", 50)]
    public async Task Build_AnySettings_KillsWaitForTheStoreAndDoNotEndAsLocalOnes(string inTheFile, int seconds)
    {
        using var file = new SqliteFile();
        using var ignored = new StringWriter();
        var terminal = new CliRunner { Folder = file.Folder }.Terminal(ignored, ignored);
        var settingsFile = Path.Combine(file.Folder, "settings.json");
        await File.WriteAllTextAsync(
            settingsFile, $$"""{ "Valhalla": { "GoLive": { "KillStoreTimeout": "{{inTheFile}}" } } }""");
        var settings = DatabaseSettings.Read(file.Url, settingsFile, file.Folder, terminal);

        await using var host = DatabaseHost.Build(settings, terminal);

        var options = host.Services.GetRequiredService<IOptions<GoLiveOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(seconds), options.KillStoreTimeout);
    }

    [Fact]
    public async Task Read_Settings_LeavesNoFilesBehind()
    {
        using var file = await SqliteFile.CreateAsync();
        (await new CliRunner { Folder = file.Folder }.RunAsync("kill", "engage", "--database", file.Url)).Expect(0);

        Assert.All(
            Directory.GetFileSystemEntries(file.Folder),
            path => Assert.StartsWith("valhalla.db", Path.GetFileName(path)));
    }
}
