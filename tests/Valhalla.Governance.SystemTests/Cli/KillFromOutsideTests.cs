using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Cli;

/// <summary>A kill that the command line writes to the database while the application is down.</summary>
public sealed class KillFromOutsideTests(ITestOutputHelper output)
{
    [Fact]
    public async Task KillEngage_ApplicationStopped_IsInForceFromItsFirstRequest()
    {
        using var folder = new TemporaryFolder();
        await StopKillAndStartAsync(new HostSettings(folder.Path).With(
            "DATABASE_URL", $"sqlite:///{folder.File("deals.db")}"));
    }

    [PostgreSqlFact]
    public async Task KillEngage_ApplicationStoppedOnPostgreSql_IsInForceFromItsFirstRequest()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        await StopKillAndStartAsync(
            new HostSettings(folder.Path).With("DATABASE_URL", await server.CreateDatabaseAsync()));
    }

    [PostgreSqlFact]
    public async Task KillEngage_OneNodeDownOneRunning_TheRunningOneDenies()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgreSqlServer.GetAsync();
        var settings = new HostSettings(folder.Path).With("DATABASE_URL", await server.CreateDatabaseAsync());
        await using var running = await HostProcess.StartAsync(settings, output);
        await using (var down = await HostProcess.StartAsync(settings, output))
        {
            await down.Client.EnableGoLiveAsync();
            await running.Client.AddDealsUntilAsync(HttpStatusCode.Created);
            await down.StopAsync();
        }

        await CliProcess.ExpectAsync(settings, "kill", "engage", "--reason", "page");
        await running.Client.AddDealsUntilAsync(HttpStatusCode.Forbidden);
        (await running.Client.AddDealAsync()).ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");

        await CliProcess.ExpectAsync(settings, "kill", "release", "--yes", "--reason", "over");
        await running.Client.AddDealsUntilAsync(HttpStatusCode.Created);
    }

    private async Task StopKillAndStartAsync(HostSettings settings)
    {
        await using (var before = await HostProcess.StartAsync(settings, output))
        {
            await before.Client.EnableGoLiveAsync();
            (await before.Client.AddDealAsync()).Expect(HttpStatusCode.Created);
            await before.StopAsync();
        }

        await CliProcess.ExpectAsync(settings, "kill", "engage", "--reason", "page");

        await using (var after = await HostProcess.StartAsync(settings, output))
        {
            (await after.Client.AddDealAsync()).ExpectProblem(HttpStatusCode.Forbidden, "kill_switch_engaged");

            // The running application and the command line see the same state.
            var url = after.Address.ToString();
            Assert.Equal(1, (await CliProcess.RunAsync(settings, "status", "--url", url)).ExitCode);
            await CliProcess.ExpectAsync(settings, "kill", "release", "--yes", "--reason", "over", "--url", url);
            (await after.Client.AddDealAsync()).Expect(HttpStatusCode.Created);
            await CliProcess.ExpectAsync(settings, "status");
        }
    }
}
