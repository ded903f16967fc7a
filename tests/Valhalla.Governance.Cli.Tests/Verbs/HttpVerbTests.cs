using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>Every verb over HTTP to a running application.</summary>
public sealed class HttpVerbTests : VerbConformance
{
    private AppHost _app = null!;

    protected override string ExpectedActor => CliRunner.User;

    protected override string ExpectedSource => "127.0.0.1";

    protected override string[] TargetOptions => ["--url", _app.Url];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await AppHost.StartAsync(File);
    }

    public override async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task KillDrill_OneNode_DeniesAndStopsNothing()
    {
        Assert.StartsWith("None.\n", (await RunAsync("kill", "drills")).Expect(ExitCodes.No).Out);

        var drill = (await RunAsync("kill", "drill", "--reason", "weekly", "-o", "json")).Expect(ExitCodes.Ok).Json;

        Assert.Equal("PASSED", (string?)drill["drill"]!["status"]);
        Assert.Equal("weekly", (string?)drill["drill"]!["reason"]);
        Assert.True((bool?)Assert.Single(drill["drill"]!["nodes"]!.AsArray())!["denied"]);
        Assert.Contains("PASSED", (await RunAsync("kill", "drills")).Expect(ExitCodes.Ok).Out);
        (await RunAsync("status")).Expect(ExitCodes.Ok);
        var records = (await RunAsync("audit", "list", "--action", "kill_switch.drill", "-o", "json")).Json.AsArray();
        Assert.All(records, record => Assert.Equal(CliRunner.User, (string?)record!["actor"]));
        Assert.Equal(2, records.Count);
    }
}
