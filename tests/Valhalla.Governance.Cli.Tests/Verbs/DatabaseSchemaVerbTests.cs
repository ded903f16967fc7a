using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary><c>db</c> on both databases.</summary>
public sealed class DatabaseSchemaVerbTests
{
    private static readonly CliRunner Cli = new();

    [Fact]
    public async Task Schema_OnSqlite_IsMadeShownTakenBackAndMadeAgain()
    {
        using var file = new SqliteFile();
        await WalkAsync(file.Url);
    }

    [PostgreSqlFact]
    public async Task Schema_OnPostgreSql_IsMadeShownTakenBackAndMadeAgain()
    {
        var server = await PostgreSqlServer.GetAsync();
        await WalkAsync(await server.CreateDatabaseAsync());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("script", "--pending")]
    [InlineData("rollback", "Initial", "--yes")]
    public async Task Verb_MissingSqliteFile_SaysSoAndMakesNothing(params string[] verb)
    {
        using var file = new SqliteFile();

        (await Cli.RunAsync(["db", .. verb, "--database", file.Url])).Expect(ExitCodes.Error, "valhalla db apply");

        Assert.Empty(Directory.GetFileSystemEntries(file.Folder));
    }

    [Fact]
    public async Task Verb_UrlOnly_AsksForTheDatabase() =>
        (await Cli.RunAsync("db", "status", "--url", "http://localhost:1")).Expect(ExitCodes.Error, "VG2001");

    [Fact]
    public async Task Script_AppliedByHand_NeedsOnlyTheSeedsOfApply()
    {
        using var file = await SqliteFile.CreateAsync();
        var script = (await Cli.RunAsync("db", "script", "--database", file.Url)).Expect(ExitCodes.Ok).Out;
        using var byHand = new SqliteFile();
        byHand.Execute(script);

        (await Cli.RunAsync("db", "status", "--database", byHand.Url)).Expect(ExitCodes.No);
        var pending = await Cli.RunAsync("db", "script", "--pending", "--database", byHand.Url);
        Assert.Empty(pending.Expect(ExitCodes.Ok).Out.Trim());
        (await Cli.RunAsync("db", "apply", "--database", byHand.Url)).Expect(ExitCodes.Ok);
        (await Cli.RunAsync("status", "--database", byHand.Url)).Expect(ExitCodes.Ok);
    }

    [Fact]
    public async Task Apply_NewerSchema_ChangesNothing()
    {
        using var file = await SqliteFile.CreateAsync();
        file.Execute("UPDATE schema_info SET version = 999");

        (await Cli.RunAsync("db", "apply", "--database", file.Url)).Expect(ExitCodes.Error, "newer");
        (await Cli.RunAsync("status", "--database", file.Url)).Expect(ExitCodes.Error, "VG0703");
    }

    [Fact]
    public async Task KillEngage_SchemaThatThisBuildDoesNotKnow_SetsTheGateRow()
    {
        using var file = await SqliteFile.CreateAsync();
        string[] at = ["--database", file.Url];
        file.Execute("UPDATE schema_info SET version = 999");

        (await Cli.RunAsync(["kill", "engage", "--reason", "stop", .. at])).Expect(ExitCodes.Ok);

        file.Execute($"UPDATE schema_info SET version = {SchemaStatus.CurrentVersion}");
        (await Cli.RunAsync(["status", .. at])).Expect(ExitCodes.No);
        (await Cli.RunAsync(["audit", "verify", .. at])).Expect(ExitCodes.Ok);
        (await Cli.RunAsync(["integrity", "alarms", .. at])).Expect(ExitCodes.Ok);
        (await Cli.RunAsync(["integrity", "acknowledge", "7", "--reason", "none", .. at])).Expect(ExitCodes.Error);
    }

    [Theory]
    [InlineData("missing.json")]
    [InlineData("broken.json")]
    public async Task KillEngage_SettingsThatCannotBeRead_Stops(string settings)
    {
        using var file = await SqliteFile.CreateAsync();
        File.WriteAllText(Path.Combine(file.Folder, "broken.json"), "{");
        var cli = new CliRunner { Folder = file.Folder };

        (await cli.RunAsync("kill", "engage", "--settings", settings, "--database", file.Url)).Expect(ExitCodes.Ok);

        (await cli.RunAsync("status", "--database", file.Url)).Expect(ExitCodes.No);
        (await cli.RunAsync("status", "--settings", settings, "--database", file.Url)).Expect(ExitCodes.Error);
    }

    /// <summary>Typed in haste: what can be kept of the line is, and the rest does not keep it from stopping.</summary>
    [Theory]
    [InlineData("a b", "kill", "engage", "--reason", "a", "--reason", "b")]
    [InlineData("it burns", "kill", "engage", "--reason", "it", "burns")]
    [InlineData("it burns", "kill", "engage", "it", "burns", "--now")]
    [InlineData("fire", "kill", "engage", "--reason", "fire", "--timeout", "x")]
    [InlineData("fire", "kill", "engage", "--timeout=0", "-r", "fire", "-o", "yaml")]
    [InlineData(null, "kill", "engage", "--reason")]
    public async Task KillEngage_LineThatCannotBeRead_Stops(string? reason, params string[] line)
    {
        using var file = await SqliteFile.CreateAsync();

        (await Cli.RunAsync(["--database", file.Url, .. line])).Expect(ExitCodes.Ok, "A stop is not refused");

        var records = (await Cli.RunAsync("audit", "list", "-o", "json", "--database", file.Url)).Json.AsArray();
        Assert.Equal(
            ("kill_switch.engage", reason),
            ((string?)records[0]!["action"], (string?)records[0]!["reason"]));
    }

    [Fact]
    public async Task KillRelease_LineThatCannotBeRead_IsRefused()
    {
        using var file = await SqliteFile.CreateAsync();

        (await Cli.RunAsync("kill", "release", "--reason", "it", "burns", "--database", file.Url))
            .Expect(ExitCodes.Error);
    }

    private static async Task WalkAsync(string database)
    {
        string[] at = ["--database", database];
        (await Cli.RunAsync(["db", "apply", .. at])).Expect(ExitCodes.Ok);
        var status = (await Cli.RunAsync(["db", "status", "-o", "json", .. at])).Expect(ExitCodes.Ok).Json;
        var migrations = status["migrations"]!.AsArray();
        Assert.All(migrations, migration => Assert.True((bool?)migration!["applied"]));
        // The version is the number of migrations, which rolling back relies on.
        Assert.Equal(migrations.Count, (int?)status["installed_version"]);
        Assert.Contains("CREATE TABLE", (await Cli.RunAsync(["db", "script", .. at])).Expect(ExitCodes.Ok).Out);
        (await Cli.RunAsync(["kill", "engage", "--reason", "before", .. at])).Expect(ExitCodes.Ok);

        (await Cli.RunAsync(["db", "rollback", "Initial", .. at])).Expect(ExitCodes.Error, "VG2006");
        (await Cli.RunAsync(["db", "rollback", "Nothing", "--yes", .. at])).Expect(ExitCodes.Error, "Initial");
        (await Cli.RunAsync(["db", "rollback", "Initial", "--yes", .. at])).Expect(ExitCodes.Ok);
        var after = (await Cli.RunAsync(["db", "status", "-o", "json", .. at])).Expect(ExitCodes.No).Json;
        Assert.Equal(1, (int?)after["installed_version"]);
        (await Cli.RunAsync(["status", .. at])).Expect(ExitCodes.Error, "valhalla db apply");

        (await Cli.RunAsync(["db", "apply", .. at])).Expect(ExitCodes.Ok);
        // The kill switch outlived it: its table is of the first migration.
        (await Cli.RunAsync(["status", .. at])).Expect(ExitCodes.No);

        (await Cli.RunAsync(["db", "rollback", "none", "--yes", .. at])).Expect(ExitCodes.Ok);
        Assert.Null((await Cli.RunAsync(["db", "status", "-o", "json", .. at])).Expect(ExitCodes.No)
            .Json["installed_version"]);
        (await Cli.RunAsync(["db", "rollback", "Initial", "--yes", .. at])).Expect(ExitCodes.Error, "does not have");
        (await Cli.RunAsync(["db", "apply", .. at])).Expect(ExitCodes.Ok);
        (await Cli.RunAsync(["status", .. at])).Expect(ExitCodes.Ok);
    }

    [Fact]
    public async Task KillEngage_UnknownSchema_IsThePersonThatEveryVerbIs()
    {
        using var file = await SqliteFile.CreateAsync();
        var cli = new CliRunner();
        string[] at = ["--database", file.Url];
        (await cli.RunAsync(["kill", "engage", "--reason", "first", .. at])).Expect(ExitCodes.Ok);
        file.Execute("UPDATE schema_info SET version = 999");

        (await cli.RunAsync(["kill", "engage", "--reason", "a\nb", "--actor", "ann", .. at]))
            .Expect(ExitCodes.Ok, "Setting the gate row itself");

        file.Execute($"UPDATE schema_info SET version = {SchemaStatus.CurrentVersion}");
        var records = (await cli.RunAsync(["audit", "list", "-o", "json", .. at])).Json.AsArray();
        Assert.Equal(["a b", "first"], records.Take(2).Select(record => (string?)record!["reason"]));
        Assert.Equal((string?)records[1]!["actor"], (string?)records[0]!["actor"]);
        Assert.Equal((string?)records[1]!["actor_id"], (string?)records[0]!["actor_id"]);
        Assert.NotNull((string?)records[0]!["actor_id"]);
        Assert.Equal("ann", (string?)records[0]!["claimed_actor"]);
    }
}
