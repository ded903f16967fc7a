using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Transport;

/// <summary>Who the command line is to the rules when it goes to the database itself.</summary>
public sealed class DatabaseIdentityTests
{
    [Fact]
    public async Task Actor_InDatabaseMode_IsAClaimBesideTheUser()
    {
        using var file = await SqliteFile.CreateAsync();
        var cli = new CliRunner();

        (await cli.RunAsync("kill", "engage", "--actor", "ann", "--database", file.Url)).Expect(ExitCodes.Ok);

        var record = (await cli.RunAsync("audit", "list", "-o", "json", "--database", file.Url)).Json[0]!;
        Assert.Equal(CliRunner.DatabaseIdentity, (string?)record["actor"]);
        Assert.Equal("ann", (string?)record["claimed_actor"]);
    }

    [Fact]
    public async Task Release_QuorumOfTwo_IsNotReachedByOneCommandLineUnderManyNames()
    {
        using var file = await SqliteFile.CreateAsync();
        await File.WriteAllTextAsync(
            Path.Combine(file.Folder, "app.json"), """{"Valhalla":{"GoLive":{"ReleaseQuorum":2}}}""");
        string[] at = ["--database", file.Url, "--settings", "app.json"];
        var here = new CliRunner { Folder = file.Folder };
        var there = new CliRunner { Folder = file.Folder, MachineName = "rack-4", UserName = "operator-8" };
        (await here.RunAsync(["kill", "engage", .. at])).Expect(ExitCodes.Ok);

        (await here.RunAsync(["kill", "release", "--yes", "--reason", "over", "--actor", "ann", .. at]))
            .Expect(ExitCodes.No);
        (await here.RunAsync(["kill", "release", "--yes", "--reason", "over", "--actor", "ben", .. at]))
            .Expect(ExitCodes.No, "already_approved");
        (await there.RunAsync(["kill", "release", "--yes", "--reason", "over", "--actor", "cat", .. at]))
            .Expect(ExitCodes.No, "already_approved");

        (await here.RunAsync(["status", .. at])).Expect(ExitCodes.No);
        var refused = await here.RunAsync(["audit", "list", "--action", "access.self_approval", "-o", "json", .. at]);
        Assert.Equal(
            [CliRunner.DatabaseIdentity, "cli:rack-4/operator-8"],
            refused.Json.AsArray().Select(record => (string?)record!["actor"]).Order(StringComparer.Ordinal));
    }
}
